package io.centraltoken.agent.store;

import io.centraltoken.agent.oauth.TokenPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Refresh tokens that the pair of a document has come after, by their fingerprints: what tells an
 * old copy from a new download. A download is remembered for ever, because an image or a backup may
 * bring it back after years; a rotation until its refresh token would have expired anyway (14 days;
 * HPE, "Access Token Management"). As text: {@code fingerprint} or {@code fingerprint 2026-12-08}.
 */
final class PreviousTokens {
  private static final int REFRESH_TOKEN_DAYS = 14;
  private static final int MOST = 2000;
  private static final String UNUSED = "unused";

  private final Map<String, String> lastDays = new LinkedHashMap<>();

  void addText(String text) {
    int blank = text.indexOf(' ');
    String fingerprint = blank < 0 ? text : text.substring(0, blank);
    String day = blank < 0 ? "" : text.substring(blank + 1);
    if (day.isEmpty() || UNUSED.equals(lastDays.get(fingerprint))) {
      lastDays.put(fingerprint, day);
    } else {
      lastDays.putIfAbsent(fingerprint, day);
    }
  }

  void addAll(PreviousTokens others) {
    for (String text : others.texts()) {
      addText(text);
    }
  }

  void addDownload(TokenPair pair) {
    addText(pair.refreshTokenFingerprint());
  }

  /** One that was replaced before it was redeemed: it may still be good. */
  void addUnused(TokenPair pair) {
    lastDays.putIfAbsent(pair.refreshTokenFingerprint(), UNUSED);
  }

  void addRotation(TokenPair pair, Instant replacedAt) {
    Instant last = replacedAt.plusSeconds((REFRESH_TOKEN_DAYS + 1) * 86_400L);
    addText(pair.refreshTokenFingerprint() + " " + day(last));
  }

  boolean contains(TokenPair pair) {
    return lastDays.containsKey(pair.refreshTokenFingerprint());
  }

  /** Whether it was redeemed, so that it is dead for certain. */
  boolean hasRedeemed(TokenPair pair) {
    return contains(pair) && !UNUSED.equals(lastDays.get(pair.refreshTokenFingerprint()));
  }

  /** Drops what lies too far back, and the oldest where there are too many. */
  void prune(Instant now) {
    String today = day(now);
    lastDays.values().removeIf(last -> !last.isEmpty() && last.compareTo(today) < 0);
    for (String fingerprint : new ArrayList<>(lastDays.keySet())) {
      if (lastDays.size() > MOST && !lastDays.get(fingerprint).isEmpty()) {
        lastDays.remove(fingerprint);
      }
    }
  }

  List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (Map.Entry<String, String> entry : lastDays.entrySet()) {
      String last = entry.getValue();
      texts.add(last.isEmpty() ? entry.getKey() : entry.getKey() + " " + last);
    }
    return texts;
  }

  private static String day(Instant time) {
    return time.toString().substring(0, "2026-12-08".length());
  }
}

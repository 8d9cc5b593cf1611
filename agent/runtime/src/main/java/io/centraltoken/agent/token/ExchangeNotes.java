package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.FailureClass;
import io.centraltoken.agent.oauth.Fingerprint;
import io.centraltoken.agent.oauth.TokenPair;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What must outlive this JVM besides the pair, and be known to its siblings: that an exchange was
 * begun, how the last one ended, which refresh tokens the gateway rejected, and when the last login
 * was. Immutable; holds fingerprints, never a secret.
 */
public final class ExchangeNotes {
  public static final ExchangeNotes NONE =
      new ExchangeNotes(null, null, null, Collections.<String>emptyList());

  private static final String FOR_REJECTION = "new pair for a rejected token, ";

  /** Rejected tokens that are remembered; one that is forgotten costs one call. */
  private static final int MOST = 50;

  private final String intent;
  private final String lastOutcome;
  private final String lastLogin;
  private final List<String> rejected;

  private ExchangeNotes(
      String intent, String lastOutcome, String lastLogin, List<String> rejected) {
    this.intent = intent;
    this.lastOutcome = lastOutcome;
    this.lastLogin = lastLogin;
    this.rejected = rejected;
  }

  /** From texts that the accessors of this class have given; each may be null. */
  public static ExchangeNotes of(
      String intent, String lastOutcome, String lastLogin, List<String> rejected) {
    return new ExchangeNotes(
        intent, lastOutcome, lastLogin, Collections.unmodifiableList(new ArrayList<>(rejected)));
  }

  /** Fingerprint of the refresh token that is being redeemed, time, process; or null. */
  public String intent() {
    return intent;
  }

  /** Time and what came of the last exchange, or null. */
  public String lastOutcome() {
    return lastOutcome;
  }

  /** Time and fingerprint of the client id, or null. */
  public String lastLogin() {
    return lastLogin;
  }

  /** Fingerprints of refresh tokens that the gateway rejected, oldest first. */
  public List<String> rejected() {
    return rejected;
  }

  /** Whether an exchange of this pair's refresh token was begun and never answered. */
  boolean isOpen(TokenPair pair) {
    return intent != null
        && pair.isRefreshable()
        && intent.startsWith(pair.refreshTokenFingerprint() + " ");
  }

  /** Whether the process that began it has ended without noting what came of it. */
  boolean isAbandoned(TokenPair pair) {
    return isOpen(pair) && time(lastOutcome, 0).isBefore(time(intent, 1));
  }

  /** Whether the gateway has rejected the refresh token of this pair. */
  public boolean isRejected(TokenPair pair) {
    return pair.isRefreshable() && rejected.contains(pair.refreshTokenFingerprint());
  }

  /**
   * @return EPOCH if there was none
   */
  Instant lastLogin(String clientId) {
    int blank = lastLogin == null ? -1 : lastLogin.indexOf(' ');
    if (blank < 0 || !lastLogin.substring(blank + 1).equals(Fingerprint.of(clientId, 4))) {
      return Instant.EPOCH;
    }
    return time(lastLogin, 0);
  }

  private static Instant time(String note, int word) {
    String[] words = note == null ? new String[0] : note.split(" ");
    try {
      return words.length <= word ? Instant.EPOCH : Instant.parse(words[word]);
    } catch (DateTimeException changedByHand) {
      return Instant.EPOCH;
    }
  }

  ExchangeNotes withIntent(TokenPair pair, Instant now, String process) {
    String begun = pair.refreshTokenFingerprint() + " " + now + " " + process;
    return new ExchangeNotes(begun, lastOutcome, lastLogin, rejected);
  }

  /** The exchange has ended, and the refresh token is as it was or is replaced. */
  ExchangeNotes ended(String outcome, Instant now) {
    return new ExchangeNotes(null, now + " " + outcome, lastLogin, rejected);
  }

  /** A new pair was received. */
  ExchangeNotes received(Instant now) {
    return ended("new pair", now);
  }

  /** A new pair was received, because the gateway rejected the token of the one before. */
  ExchangeNotes receivedForRejection(TokenPair pair, Instant now) {
    return ended(FOR_REJECTION + pair.fingerprint(), now);
  }

  /** Whether this pair was asked for because the gateway rejected the token of the one before. */
  boolean isAnswerToRejection(TokenPair pair) {
    return lastOutcome != null && lastOutcome.endsWith(FOR_REJECTION + pair.fingerprint());
  }

  /**
   * These and what others must not be forgotten for: refresh tokens that were rejected, and the
   * latest login. The process that wrote them may not have been seen to do so.
   */
  public ExchangeNotes with(ExchangeNotes present) {
    List<String> both = new ArrayList<>(present.rejected);
    both.removeAll(rejected);
    both.addAll(rejected);
    boolean later = time(present.lastLogin, 0).isAfter(time(lastLogin, 0));
    return new ExchangeNotes(
        intent, lastOutcome, later ? present.lastLogin : lastLogin, bounded(both));
  }

  /** Nobody knows what the gateway did: the intent stays open. */
  ExchangeNotes unanswered(String outcome, Instant now) {
    return new ExchangeNotes(intent, now + " " + outcome, lastLogin, rejected);
  }

  ExchangeNotes after(FailureClass failure, Instant now) {
    String outcome = failure.name().toLowerCase(Locale.ROOT);
    return failure == FailureClass.AMBIGUOUS ? unanswered(outcome, now) : ended(outcome, now);
  }

  ExchangeNotes withRejected(TokenPair pair) {
    List<String> longer = new ArrayList<>(rejected);
    longer.remove(pair.refreshTokenFingerprint());
    longer.add(pair.refreshTokenFingerprint());
    return new ExchangeNotes(intent, lastOutcome, lastLogin, bounded(longer));
  }

  private static List<String> bounded(List<String> fingerprints) {
    int from = Math.max(0, fingerprints.size() - MOST);
    return Collections.unmodifiableList(
        new ArrayList<>(fingerprints.subList(from, fingerprints.size())));
  }

  /**
   * With a login that is made now. It is always later than the one before, which a clock that was
   * ahead may have noted: else siblings would take this one for that one, and so for an old one.
   */
  ExchangeNotes withLogin(String clientId, Instant now) {
    Instant before = time(lastLogin, 0);
    Instant later = now.isAfter(before) ? now : before.plusMillis(1);
    String login = later + " " + Fingerprint.of(clientId, 4);
    return new ExchangeNotes(intent, lastOutcome, login, rejected);
  }

  /** The login did not reach the gateway, and does not count. */
  ExchangeNotes withLoginOf(ExchangeNotes earlier) {
    return new ExchangeNotes(intent, lastOutcome, earlier.lastLogin, rejected);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExchangeNotes && texts().equals(((ExchangeNotes) other).texts());
  }

  @Override
  public int hashCode() {
    return texts().hashCode();
  }

  private List<Object> texts() {
    return Arrays.<Object>asList(intent, lastOutcome, lastLogin, rejected);
  }
}

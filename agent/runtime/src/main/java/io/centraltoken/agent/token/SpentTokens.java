package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.TokenPair;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Refresh tokens that work no more, by their hashes: redeemed, replaced or rejected. A file that
 * brings one of them back is an old copy, not news. Called by the token thread only.
 */
final class SpentTokens {
  /** More rotations than fourteen days have, with tokens of two hours. */
  private static final int REMEMBERED = 1000;

  private final Set<String> hashes = new LinkedHashSet<>();

  void add(TokenPair pair) {
    hashes.add(pair.refreshTokenFingerprint());
    if (hashes.size() > REMEMBERED) {
      Iterator<String> oldest = hashes.iterator();
      oldest.next();
      oldest.remove();
    }
  }

  boolean contains(TokenPair pair) {
    return hashes.contains(pair.refreshTokenFingerprint());
  }
}

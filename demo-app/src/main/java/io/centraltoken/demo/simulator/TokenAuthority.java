package io.centraltoken.demo.simulator;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * The pairs of one client and the gateway's strictness about them (Kong 0.14.1): a refresh token
 * works once, and redeeming it kills the old access token in the same instant. Called by the
 * server's threads; one lock orders redemptions and checks, as one database row does at the
 * gateway.
 */
final class TokenAuthority {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Clock clock;
  private final Map<String, TokenPair> pairs = new HashMap<>();
  private final Map<String, Instant> diedAt = new HashMap<>();
  private Duration lifetime;
  private TokenPair current;

  TokenAuthority(Clock clock, Duration lifetime) {
    this.clock = clock;
    this.lifetime = lifetime;
  }

  /** Of the pairs that are made from now on. */
  synchronized void lifetime(Duration next) {
    lifetime = next;
  }

  synchronized Duration lifetime() {
    return lifetime;
  }

  /** A pair from scratch, as <em>Download Token</em> gives it. The pair before it is gone. */
  synchronized TokenPair issue() {
    endCurrent();
    current = new TokenPair(randomToken(), randomToken(), clock.instant(), lifetime);
    pairs.put(current.accessToken(), current);
    return current;
  }

  /** A token of the client credentials grant: it has no refresh token and replaces none. */
  synchronized TokenPair issueAlone() {
    TokenPair alone = new TokenPair(randomToken(), null, clock.instant(), lifetime);
    pairs.put(alone.accessToken(), alone);
    return alone;
  }

  /** What an admin does in the web UI: all tokens are dead at once. */
  synchronized void revoke() {
    endCurrent();
    for (TokenPair pair : pairs.values()) {
      diedAt.putIfAbsent(pair.accessToken(), clock.instant());
    }
  }

  private void endCurrent() {
    if (current != null) {
      diedAt.put(current.accessToken(), clock.instant());
      current = null;
    }
  }

  /**
   * @return the successor, or null for a refresh token that is unknown, used or replaced
   */
  synchronized TokenPair redeem(String refreshToken) {
    return current != null && current.refreshToken().equals(refreshToken) ? issue() : null;
  }

  /** Whether this refresh token would be redeemed. */
  synchronized boolean isRedeemable(String refreshToken) {
    return current != null && current.refreshToken().equals(refreshToken);
  }

  /**
   * @param lag how far the node that is asked lags behind
   */
  synchronized boolean accepts(String accessToken, Duration lag) {
    TokenPair pair = pairs.get(accessToken);
    if (pair == null || !clock.instant().isBefore(pair.expiresAt())) {
      return false;
    }
    Instant known = clock.instant().minus(lag);
    Instant died = diedAt.get(accessToken);
    return !pair.createdAt().isAfter(known) && (died == null || died.isAfter(known));
  }

  /** When a rotation killed this access token; null if it never lived or was not replaced. */
  synchronized Instant diedAt(String accessToken) {
    return diedAt.get(accessToken);
  }

  static String randomToken() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}

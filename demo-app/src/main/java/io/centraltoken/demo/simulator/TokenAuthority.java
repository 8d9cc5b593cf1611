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
  private final Duration lifetime;
  private final Map<String, Instant> diedAt = new HashMap<>();
  private TokenPair current;

  TokenAuthority(Clock clock, Duration lifetime) {
    this.clock = clock;
    this.lifetime = lifetime;
  }

  /** A pair from scratch, as <em>Download Token</em> gives it. The pair before it is gone. */
  synchronized TokenPair issue() {
    Instant now = clock.instant();
    if (current != null) {
      diedAt.put(current.accessToken(), now);
    }
    current = new TokenPair(randomToken(), randomToken(), now, lifetime);
    return current;
  }

  /**
   * @return the successor, or null for a refresh token that is unknown, used or replaced
   */
  synchronized TokenPair redeem(String refreshToken) {
    return current != null && current.refreshToken().equals(refreshToken) ? issue() : null;
  }

  synchronized boolean accepts(String accessToken) {
    return current != null
        && current.accessToken().equals(accessToken)
        && clock.instant().isBefore(current.expiresAt());
  }

  /** When a rotation killed this access token; null if it never lived or was not replaced. */
  synchronized Instant diedAt(String accessToken) {
    return diedAt.get(accessToken);
  }

  Duration lifetime() {
    return lifetime;
  }

  private static String randomToken() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}

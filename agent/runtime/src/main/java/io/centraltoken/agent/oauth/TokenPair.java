package io.centraltoken.agent.oauth;

import java.time.Duration;
import java.time.Instant;

/**
 * An access token and the refresh token that replaces it (RFC 6749, section 1.5). The value of the
 * Authorization field is made once, so that a request allocates nothing. {@code toString} names the
 * token by its fingerprint only.
 */
public final class TokenPair {
  private static final Duration LONGEST_LIFETIME = Duration.ofDays(365);

  private final String accessToken;
  private final String refreshToken;
  private final Instant obtainedAt;
  private final Duration lifetime;
  private final long generation;
  private final String authorization;

  /** Made when it is first asked for, and then kept: the store is looked at every second. */
  private String refreshTokenFingerprint;

  private TokenPair(
      String accessToken,
      String refreshToken,
      Instant obtainedAt,
      Duration lifetime,
      long generation) {
    this.accessToken = accessToken;
    this.refreshToken = refreshToken;
    this.obtainedAt = obtainedAt;
    this.lifetime = lifetime;
    this.generation = generation;
    this.authorization = "Bearer " + accessToken;
  }

  /**
   * @param obtainedAt not later than the moment in which the gateway made the pair: when the
   *     request for it was sent
   * @param lifetime {@code expires_in}, positive; taken as a year if it is longer, so that no value
   *     makes time arithmetic overflow
   * @throws IllegalArgumentException if a token is missing, the access token has characters that
   *     may not stand in a header (RFC 6750, section 2.1), or the lifetime is not positive
   */
  public static TokenPair of(
      String accessToken,
      String refreshToken,
      Instant obtainedAt,
      Duration lifetime,
      long generation) {
    if (refreshToken == null || refreshToken.isEmpty()) {
      throw new IllegalArgumentException("refresh_token is missing");
    }
    return make(accessToken, refreshToken, obtainedAt, lifetime, generation);
  }

  /** Of the client credentials grant; the same rules for the rest. */
  static TokenPair withoutRefresh(
      String accessToken, Instant obtainedAt, Duration lifetime, long generation) {
    return make(accessToken, null, obtainedAt, lifetime, generation);
  }

  private static TokenPair make(
      String accessToken,
      String refreshToken,
      Instant obtainedAt,
      Duration lifetime,
      long generation) {
    requireToken("access_token", accessToken);
    if (lifetime.isNegative() || lifetime.isZero()) {
      throw new IllegalArgumentException("expires_in must be positive");
    }
    Duration bounded = lifetime.compareTo(LONGEST_LIFETIME) < 0 ? lifetime : LONGEST_LIFETIME;
    return new TokenPair(accessToken, refreshToken, obtainedAt, bounded, generation);
  }

  public TokenPair withObtainedAt(Instant other) {
    return other.equals(obtainedAt)
        ? this
        : new TokenPair(accessToken, refreshToken, other, lifetime, generation);
  }

  public String accessToken() {
    return accessToken;
  }

  public String refreshToken() {
    return refreshToken;
  }

  public Instant obtainedAt() {
    return obtainedAt;
  }

  public Duration lifetime() {
    return lifetime;
  }

  public Instant expiresAt() {
    return obtainedAt.plus(lifetime);
  }

  /** Counts the exchanges since the download, which is 0. */
  public long generation() {
    return generation;
  }

  /** The value of the Authorization field. */
  public String authorization() {
    return authorization;
  }

  public boolean hasRefreshTokenOf(TokenPair other) {
    return refreshToken != null && refreshToken.equals(other.refreshToken);
  }

  /** A server need not replace the refresh token (RFC 6749, section 6). */
  public boolean isSuccessorWithSameRefreshTokenOf(TokenPair other) {
    return hasRefreshTokenOf(other)
        && generation > other.generation
        && !accessToken.equals(other.accessToken);
  }

  /** Not so for a token of the client credentials grant, which has no refresh token. */
  public boolean isRefreshable() {
    return refreshToken != null;
  }

  /** The first 8 hex digits of the access token's SHA-256: what logs and monitoring may show. */
  public String fingerprint() {
    return Fingerprint.of(accessToken, 4);
  }

  /** Names the refresh token: what the store remembers of those that are used up. */
  public String refreshTokenFingerprint() {
    String known = refreshTokenFingerprint;
    if (known == null) {
      known = Fingerprint.of(refreshToken, 8);
      refreshTokenFingerprint = known;
    }
    return known;
  }

  @Override
  public String toString() {
    return "TokenPair["
        + fingerprint()
        + ", generation "
        + generation
        + ", expires "
        + expiresAt()
        + "]";
  }

  /** Whether this may stand in a header as a bearer token (RFC 6750, section 2.1). */
  static boolean isToken(String text) {
    if (text == null || text.isEmpty()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  /**
   * @throws IllegalArgumentException if this is no token; the message names it
   */
  public static void requireToken(String name, String token) {
    if (token == null || token.isEmpty()) {
      throw new IllegalArgumentException(name + " is missing");
    }
    if (!isToken(token)) {
      throw new IllegalArgumentException(name + " has a character that no token has");
    }
  }
}

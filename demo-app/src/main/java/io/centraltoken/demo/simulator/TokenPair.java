package io.centraltoken.demo.simulator;

import java.time.Duration;
import java.time.Instant;

/**
 * An access token and the refresh token that replaces it. The simulator's tokens open nothing,
 * still they stay out of {@code toString}.
 */
record TokenPair(String accessToken, String refreshToken, Instant createdAt, Duration lifetime) {
  Instant expiresAt() {
    return createdAt.plus(lifetime);
  }

  @Override
  public String toString() {
    return "TokenPair[createdAt=" + createdAt + ", lifetime=" + lifetime + "]";
  }
}

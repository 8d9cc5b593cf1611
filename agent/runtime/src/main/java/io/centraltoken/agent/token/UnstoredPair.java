package io.centraltoken.agent.token;

import java.time.Duration;
import java.time.Instant;

/**
 * A pair that was received and is not stored yet. It is not lost while this JVM lives, whatever
 * fails: its predecessor is dead. Called by the token thread only.
 */
final class UnstoredPair {
  private final TokenStore store;
  private final HostTime time;
  private final TokenListener listener;
  private TokenPair pair;
  private TokenPair redeemed;
  private TokenPair displaced;
  private ExchangeNotes outcome;
  private Instant next = Instant.MIN;
  private int failures;
  private boolean said;

  UnstoredPair(TokenStore store, HostTime time, TokenListener listener) {
    this.store = store;
    this.time = time;
    this.listener = listener;
  }

  /** Null: there is none. */
  TokenPair pair() {
    return pair;
  }

  /**
   * One that gave way to a file, which the gateway may reject; or null. Then it is to be kept
   * again.
   */
  TokenPair displaced() {
    return displaced;
  }

  /**
   * Only assignments, which cannot fail.
   *
   * @param before whose refresh token was redeemed for it; null: none
   */
  void keep(TokenPair received, TokenPair before) {
    outcome = null;
    pair = received;
    redeemed = before;
    displaced = null;
    failures = 0;
    next = Instant.MIN;
  }

  /** Whether this is the pair that it replaces. */
  boolean replaces(TokenPair other) {
    return redeemed != null && other.hasRefreshTokenOf(redeemed);
  }

  /** The pair that the store gave last takes its place. */
  void displace() {
    displaced = pair == null ? displaced : pair;
    if (displaced != null && store.isAfter(displaced)) {
      displaced = null; // somebody has gone on from it
    }
    clear();
  }

  boolean isDue(Instant now) {
    return pair != null && !now.isBefore(next);
  }

  /**
   * Under a claim: stores it, with what came of its exchange.
   *
   * @param notes that are stored with it, unless others were given before
   * @return false if a person has put another pair there
   */
  boolean persist(ExchangeNotes notes, Instant now) {
    outcome = outcome == null ? notes : outcome;
    try {
      boolean stored = !pair.isRefreshable() || store.save(time.toStore(pair), outcome);
      displaced = stored ? null : pair;
      clear();
      return stored;
    } catch (Throwable failure) {
      putOff(now);
      if (!said) {
        said = true;
        listener.unpersisted(Faults.describe(failure));
      }
      return true;
    }
  }

  /** For 5 s, growing to a minute. */
  private void putOff(Instant now) {
    next = now.plus(Duration.ofSeconds(Math.min(60, 5L << Math.min(failures, 4))));
    failures++;
  }

  private void clear() {
    pair = null;
    redeemed = null;
    said = false;
  }
}

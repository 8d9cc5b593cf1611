package io.centraltoken.agent.token;

import io.centraltoken.agent.message.Faults;
import io.centraltoken.agent.oauth.TokenPair;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * A pair that was received and is not stored yet. It is not lost while this JVM lives, whatever
 * fails: its predecessor is dead. Called by the token thread only.
 */
final class UnstoredPair {
  private final TokenStore store;
  private final HostTime time;
  private final PairHistory history;
  private final TokenListener listener;
  private TokenPair pair;
  private TokenPair redeemed;
  private ExchangeNotes outcome;
  private Instant next = Instant.MIN;
  private int failures;
  private boolean said;

  UnstoredPair(TokenStore store, HostTime time, PairHistory history, TokenListener listener) {
    this.store = store;
    this.time = time;
    this.history = history;
    this.listener = listener;
  }

  /** The pair that is not stored yet, or null. */
  TokenPair pair() {
    return pair;
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
    failures = 0;
    next = Instant.MIN;
  }

  /** Whether this is the pair that it replaces. */
  boolean replaces(TokenPair other) {
    return redeemed != null && other.hasRefreshTokenOf(redeemed);
  }

  /** Another pair takes its place. */
  void clear() {
    pair = null;
    redeemed = null;
    said = false;
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
      boolean stored = save();
      if (!stored) {
        history.displace(pair);
      }
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

  private boolean save() throws IOException {
    return !pair.isRefreshable()
        || store.save(
            time.toStore(pair), other -> replaces(other) || history.hasRedeemed(other), outcome);
  }

  /** For 5 s, growing to a minute. */
  private void putOff(Instant now) {
    next = now.plus(Duration.ofSeconds(Math.min(60, 5L << Math.min(failures, 4))));
    failures++;
  }
}

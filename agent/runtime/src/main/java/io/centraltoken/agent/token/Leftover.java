package io.centraltoken.agent.token;

import java.time.Duration;
import java.time.Instant;

/** A pair that was received and is not stored yet, and when that is tried next. */
final class Leftover {
  private TokenPair pair;
  private TokenPair redeemed;
  private ExchangeNotes notes;
  private Instant next = Instant.MIN;
  private int failures;
  private boolean said;

  /** Null: nothing. */
  TokenPair pair() {
    return pair;
  }

  ExchangeNotes notes() {
    return notes;
  }

  /**
   * Only assignments, which cannot fail.
   *
   * @param before whose refresh token was redeemed for it; null: none
   */
  void keep(TokenPair received, TokenPair before) {
    notes = null;
    pair = received;
    redeemed = before;
    failures = 0;
    next = Instant.MIN;
  }

  /** What is stored with it; null: what is there. */
  void note(ExchangeNotes outcome) {
    notes = outcome;
  }

  /** Whether this is the pair that it replaces. */
  boolean replaces(TokenPair other) {
    return redeemed != null && other.hasRefreshTokenOf(redeemed);
  }

  void clear() {
    pair = null;
    redeemed = null;
    said = false;
  }

  boolean isDue(Instant now) {
    return pair != null && !now.isBefore(next);
  }

  /**
   * Tried again after 5 s, growing to a minute.
   *
   * @return whether this is news: nothing could be stored, for one pair or several
   */
  boolean failed(Instant now) {
    next = now.plus(Duration.ofSeconds(Math.min(60, 5L << Math.min(failures, 4))));
    failures++;
    boolean news = !said;
    said = true;
    return news;
  }
}

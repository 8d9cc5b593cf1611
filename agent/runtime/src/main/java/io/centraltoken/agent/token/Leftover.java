package io.centraltoken.agent.token;

import java.time.Duration;
import java.time.Instant;

/** A pair that was received and is not stored yet, and when that is tried next. */
final class Leftover {
  private TokenPair pair;
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

  void keep(TokenPair received, ExchangeNotes with) {
    notes = with;
    pair = received;
    failures = 0;
    next = Instant.MIN;
  }

  void clear() {
    pair = null;
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

package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.TokenPair;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * What a store tells about the token to somebody who only looks at it: its state as far as it can
 * be told without the JVM that uses it, and what was noted of the last exchange. Immutable.
 */
public final class StoreReport {
  /** An exchange that was begun longer ago than this does not run any more. */
  private static final Duration LONGEST_EXCHANGE = Duration.ofMinutes(2);

  private final TokenStatus status;
  private final TokenPair pair;
  private final IOException problem;
  private final Outcome lastOutcome;
  private final Instant now;

  private StoreReport(
      TokenStatus status, TokenPair pair, IOException problem, Outcome lastOutcome, Instant now) {
    this.status = status;
    this.pair = pair;
    this.problem = problem;
    this.lastOutcome = lastOutcome;
    this.now = now;
  }

  /**
   * @param hasLogin whether the agent can make a pair where none can be refreshed
   * @param now by the clock of this host, as all times in the store
   */
  public static StoreReport of(StoredState stored, boolean hasLogin, Instant now) {
    TokenPair pair;
    IOException problem;
    try {
      pair = stored.pair();
      problem = null;
    } catch (IOException withoutPair) {
      pair = null;
      problem = withoutPair;
    }
    ExchangeNotes notes = stored.notes();
    boolean usable = pair != null && now.isBefore(RefreshPolicy.unusableAt(pair));
    boolean running = pair != null && isRunning(notes, pair, now);
    TokenStatus status =
        TokenStatus.of(pair != null, usable, running, trouble(pair, notes, hasLogin, now));
    return new StoreReport(status, pair, problem, Outcome.of(notes.lastOutcome()), now);
  }

  private static boolean isRunning(ExchangeNotes notes, TokenPair pair, Instant now) {
    return notes.isAbandoned(pair)
        && now.isBefore(Intent.of(notes.intent()).begunAt().plus(LONGEST_EXCHANGE));
  }

  private static TokenStatus.Trouble trouble(
      TokenPair pair, ExchangeNotes notes, boolean hasLogin, Instant now) {
    boolean isLost =
        pair == null || notes.isRejected(pair) || RefreshPolicy.refreshTokenEnd(pair).isBefore(now);
    if (isLost && !hasLogin) {
      return TokenStatus.Trouble.PERSON_NEEDED;
    }
    Outcome last = Outcome.of(notes.lastOutcome());
    boolean failed = last != null && !last.isNewPair() && (pair == null || isAfter(last, pair));
    return failed ? TokenStatus.Trouble.FAILING : TokenStatus.Trouble.NONE;
  }

  /** Else it is of an earlier pair, which a person has replaced since. */
  private static boolean isAfter(Outcome outcome, TokenPair pair) {
    return outcome.at().isAfter(pair.obtainedAt());
  }

  public TokenStatus status() {
    return status;
  }

  /** Null: there is none. */
  public TokenPair pair() {
    return pair;
  }

  /** Why there is no pair; null: there is one. */
  public IOException problem() {
    return problem;
  }

  /** Never negative; 0 without a pair. */
  public Duration accessTokenLeft() {
    return pair == null ? Duration.ZERO : left(pair.expiresAt());
  }

  /** Of the 14 days that HPE documents; never negative; 0 without a pair. */
  public Duration refreshTokenLeft() {
    return pair == null ? Duration.ZERO : left(RefreshPolicy.refreshTokenEnd(pair));
  }

  private Duration left(Instant end) {
    Duration left = Duration.between(now, end);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Null: no exchange was noted. */
  public Instant lastRefreshTime() {
    return lastOutcome == null || lastOutcome.at().equals(Instant.EPOCH) ? null : lastOutcome.at();
  }

  /** What came of the last exchange and which process made it; null: none was noted. */
  public String lastRefreshOutcome() {
    return lastOutcome == null ? null : lastOutcome.what();
  }
}

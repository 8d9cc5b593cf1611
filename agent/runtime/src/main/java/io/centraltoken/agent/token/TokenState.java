package io.centraltoken.agent.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The one place where threads meet. One writer, the token thread, replaces an immutable snapshot;
 * any number of application threads read it without a lock. They wait in two cases only, both while
 * an exchange is <em>running</em>: for its end, because the old token dies in it (hold), and for a
 * token at all, when there is none (wait). A running exchange is a latch in the snapshot, counted
 * down after its outcome was published. Nobody waits for what is only scheduled.
 */
public final class TokenState {
  private final Clock clock;
  private final long holdMillis;
  private final long waitMillis;
  private volatile Snapshot snapshot;
  private volatile Thread writer;

  public TokenState(Clock clock, Duration hold, Duration wait) {
    this.clock = clock;
    this.holdMillis = hold.toMillis();
    this.waitMillis = wait.toMillis();
    this.snapshot = new Snapshot(null, null, null, new CountDownLatch(1), clock.millis(), false);
  }

  /**
   * The value of the Authorization field for a request that begins now, or null if there is no
   * usable token. Called by application threads; may wait.
   */
  public String authorization() {
    Snapshot seen = snapshot;
    if (seen.exchange != null) {
      if (Thread.currentThread() == writer) {
        return null; // the exchange's own request: it would wait for itself
      }
      seen = awaitEnd(seen);
    }
    return seen.isUsable(clock.millis()) ? seen.pair.authorization() : null;
  }

  /** The same without waiting: whether a request that begins now would get a token at once. */
  public boolean isUsable() {
    return snapshot.isUsable(clock.millis());
  }

  /**
   * Whether a header's value is a token of ours, the current one or one of the two before it (a
   * redirect may span a rotation).
   */
  public boolean isIssued(String authorization) {
    Snapshot seen = snapshot;
    return authorization != null
        && (seen.isCurrent(authorization)
            || authorization.equals(seen.previous)
            || authorization.equals(seen.beforePrevious));
  }

  TokenPair pair() {
    return snapshot.pair;
  }

  void beginExchange() {
    writer = Thread.currentThread();
    Snapshot old = snapshot;
    if (old.exchange == null) {
      snapshot =
          new Snapshot(
              old.pair,
              old.previous,
              old.beforePrevious,
              new CountDownLatch(1),
              clock.millis(),
              old.lastExchangeFailed);
    }
  }

  /** A pair is read from the store, while an exchange that must follow at once goes on. */
  void load(TokenPair pair) {
    snapshot = snapshot.withPair(pair, snapshot.exchange, false);
  }

  void succeed(TokenPair pair) {
    end(snapshot.withPair(pair, null, false));
  }

  void fail() {
    Snapshot old = snapshot;
    end(new Snapshot(old.pair, old.previous, old.beforePrevious, null, 0, true));
  }

  private void end(Snapshot outcome) {
    CountDownLatch ended = snapshot.exchange;
    snapshot = outcome;
    if (ended != null) {
      ended.countDown();
    }
  }

  private Snapshot awaitEnd(Snapshot seen) {
    long now = clock.millis();
    long wait = waitMillis;
    if (seen.isUsable(now)) {
      wait = seen.lastExchangeFailed ? 0 : seen.exchangeBegan + holdMillis - now;
    }
    try {
      if (wait > 0 && !seen.exchange.await(wait, TimeUnit.MILLISECONDS)) {
        return snapshot;
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return snapshot;
  }

  /** All that a request needs to know, published in one write. */
  private static final class Snapshot {
    private final TokenPair pair;
    private final String previous;
    private final String beforePrevious;
    private final CountDownLatch exchange;
    private final long exchangeBegan;
    private final boolean lastExchangeFailed;
    private final long unusableAt;

    Snapshot(
        TokenPair pair,
        String previous,
        String beforePrevious,
        CountDownLatch exchange,
        long exchangeBegan,
        boolean lastExchangeFailed) {
      this.pair = pair;
      this.previous = previous;
      this.beforePrevious = beforePrevious;
      this.exchange = exchange;
      this.exchangeBegan = exchangeBegan;
      this.lastExchangeFailed = lastExchangeFailed;
      Instant unusable = pair == null ? Instant.EPOCH : RefreshPolicy.unusableAt(pair);
      this.unusableAt = unusable.toEpochMilli();
    }

    private Snapshot withPair(TokenPair successor, CountDownLatch running, boolean failed) {
      String replaced =
          pair == null || isCurrent(successor.authorization()) ? null : pair.authorization();
      return replaced == null
          ? new Snapshot(successor, previous, beforePrevious, running, exchangeBegan, failed)
          : new Snapshot(successor, replaced, previous, running, exchangeBegan, failed);
    }

    private boolean isCurrent(String authorization) {
      return pair != null && pair.authorization().equals(authorization);
    }

    private boolean isUsable(long now) {
      return now < unusableAt;
    }
  }
}

package io.centraltoken.agent.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * The one place where threads meet. One writer, the token thread, replaces an immutable snapshot;
 * any number of application threads read it without a lock. They wait in two cases only, both while
 * an exchange is <em>running</em>: for its end, because the old token dies in it (hold), and for a
 * token at all, when there is none (wait). A running exchange is a future in the snapshot,
 * completed after its outcome was published. Nobody waits for what is only scheduled, unless it is
 * overdue: a JVM that stood still, or a token thread that got no processor, has begun it late.
 */
public final class TokenState {
  private final Clock clock;
  private final long holdMillis;
  private final long waitMillis;
  private final Traffic traffic;
  private volatile Snapshot snapshot;
  private volatile Thread writer;
  private volatile boolean closed;
  private final Liveness liveness;

  public TokenState(Clock clock, Duration hold, Duration wait, Traffic traffic) {
    this.clock = clock;
    this.holdMillis = hold.toMillis();
    this.waitMillis = wait.toMillis();
    this.traffic = traffic;
    this.liveness = new Liveness(clock);
    this.snapshot = new Snapshot(null, new String[0], new Exchange(true, clock.millis()), false);
  }

  /**
   * The value of the Authorization field for a request that begins now, or null if there is no
   * usable token. Called by application threads; may wait.
   */
  public String authorization() {
    long since = now().toEpochMilli();
    Pause pause = pause(since);
    while (pause != null) {
      boolean ended = pause.await();
      boolean tokenEnded = pause.isHold() && !isUsable(); // now it is the wait for a token at all
      pause = ended || tokenEnded ? pause(since) : null;
    }
    return present();
  }

  /** The same without waiting. */
  public String present() {
    Snapshot seen = snapshot;
    return seen.isUsable(clock.millis()) ? seen.pair.authorization() : null;
  }

  /**
   * What a request that begins should wait for before it asks for the token, and then ask again;
   * null: nothing.
   *
   * @param since when it began to wait, in the state's own time; now, if it has not
   */
  public Pause pause(long since) {
    Snapshot seen = snapshot;
    if (closed || liveness.isStuck() || seen.exchange == null || Thread.currentThread() == writer) {
      return null;
    }
    long now = clock.millis();
    boolean hold = seen.isUsable(now);
    if (!seen.exchange.running && (hold || now < seen.exchange.began)) {
      return null;
    }
    long end = since + waitMillis;
    if (hold) {
      end = seen.lastExchangeFailed ? now : Math.min(since, seen.exchange.began) + holdMillis;
      end = Math.min(end, seen.unusableAt);
    }
    return now < end ? new Pause(seen.exchange.end, end - now, hold) : null;
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
    return authorization != null && snapshot.isIssued(authorization);
  }

  public Instant now() {
    return clock.instant();
  }

  /** Whether the token thread can be expected to answer. */
  public Liveness liveness() {
    return liveness;
  }

  TokenPair pair() {
    return snapshot.pair;
  }

  /** Whether an exchange runs. */
  boolean isRunning() {
    return snapshot.isRunning();
  }

  /** So that nothing is on the wire when the token that it carries dies. */
  void settle() {
    if (isUsable()) {
      traffic.settle();
    }
  }

  void beginExchange() {
    writer = Thread.currentThread();
    Snapshot old = snapshot;
    if (!old.isRunning()) {
      Exchange running = new Exchange(true, clock.millis());
      publish(new Snapshot(old.pair, old.replaced, running, old.lastExchangeFailed));
    }
  }

  /**
   * When the next exchange is to begin, if none runs.
   *
   * @param due MAX: never; MIN: at once
   */
  void expectExchange(Instant due) {
    Snapshot old = snapshot;
    if (!old.isRunning()) {
      Exchange next = due.equals(Instant.MAX) ? null : new Exchange(false, millis(due));
      publish(new Snapshot(old.pair, old.replaced, next, old.lastExchangeFailed));
    }
  }

  /**
   * A pair that is not the last word: its exchange goes on, or may have to follow at once. Who
   * waits for a token at all looks again: where this one is usable, it is held no longer than
   * others are.
   */
  void load(TokenPair pair) {
    Snapshot old = snapshot;
    long now = clock.millis();
    publish(old.withPair(pair, new Exchange(old.isRunning(), now)));
  }

  /**
   * Until it is announced when the next exchange begins, it is expected at the end of this pair:
   * what the token thread does in between may take longer than a short token lives.
   */
  void succeed(TokenPair pair) {
    long end = RefreshPolicy.unusableAt(pair).toEpochMilli();
    publish(snapshot.withPair(pair, new Exchange(false, end)));
  }

  /** An exchange gave no pair, or none will ever begin: whoever waits is let go. */
  public void fail() {
    Snapshot old = snapshot;
    publish(new Snapshot(old.pair, old.replaced, null, true));
  }

  /** No exchange will ever run again, because the JVM ends: nobody waits for one. */
  void close() {
    closed = true;
    fail();
  }

  private static long millis(Instant due) {
    return due.equals(Instant.MIN) ? Long.MIN_VALUE : due.toEpochMilli();
  }

  /** Whoever waits for the exchange that this ends looks again. */
  private void publish(Snapshot outcome) {
    Exchange ended = snapshot.exchange;
    snapshot = outcome;
    if (ended != null) {
      ended.end.complete(true);
    }
  }

  /** One that runs, or that is to begin; its end is signalled after its outcome was published. */
  private static final class Exchange {
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();
    private final boolean running;
    private final long began;

    Exchange(boolean running, long began) {
      this.running = running;
      this.began = began;
    }
  }

  /** All that a request needs to know, published in one write. */
  private static final class Snapshot {
    private final TokenPair pair;
    private final String[] replaced;
    private final Exchange exchange;
    private final boolean lastExchangeFailed;
    private final long unusableAt;

    Snapshot(TokenPair pair, String[] replaced, Exchange exchange, boolean lastExchangeFailed) {
      this.pair = pair;
      this.replaced = replaced;
      this.exchange = exchange;
      this.lastExchangeFailed = lastExchangeFailed;
      this.unusableAt = pair == null ? 0 : RefreshPolicy.unusableAt(pair).toEpochMilli();
    }

    private boolean isRunning() {
      return exchange != null && exchange.running;
    }

    private Snapshot withPair(TokenPair successor, Exchange running) {
      if (pair == null || pair.authorization().equals(successor.authorization())) {
        return new Snapshot(successor, replaced, running, false);
      }
      String[] successorReplaces =
          replaced.length == 0
              ? new String[] {pair.authorization()}
              : new String[] {pair.authorization(), replaced[0]};
      return new Snapshot(successor, successorReplaces, running, false);
    }

    private boolean isIssued(String authorization) {
      for (String old : replaced) {
        if (old.equals(authorization)) {
          return true;
        }
      }
      return pair != null && pair.authorization().equals(authorization);
    }

    private boolean isUsable(long now) {
      return now < unusableAt;
    }
  }
}

package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.TokenPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

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
  private volatile TokenSnapshot snapshot;
  private volatile Thread writer;
  private volatile boolean closed;
  private volatile TokenStatus.Trouble trouble = TokenStatus.Trouble.NONE;
  private final Liveness liveness;

  public TokenState(Clock clock, Duration hold, Duration wait, Traffic traffic) {
    this.clock = clock;
    this.holdMillis = hold.toMillis();
    this.waitMillis = wait.toMillis();
    this.traffic = traffic;
    this.liveness = new Liveness(clock);
    this.snapshot = TokenSnapshot.first(clock.millis());
  }

  /**
   * The value of the Authorization field for a request that begins now, or null if there is no
   * usable token. Called by application threads; may wait.
   */
  public String authorization() {
    long since = millis();
    goOn(since);
    String present = present();
    if (present != null) {
      return present;
    }
    goOn(since); // the token may have ended since it was looked at, in a JVM that stood still
    return present();
  }

  private void goOn(long since) {
    ExchangeWait pause = pause(since);
    while (pause != null) {
      boolean ended = pause.await();
      boolean tokenEnded = pause.isHold() && !isUsable(); // now it is the wait for a token at all
      pause = ended || tokenEnded ? pause(since) : null;
    }
  }

  /**
   * The same for a request that may go at once: null where it has something to wait for first, or
   * where there is no token.
   *
   * @param now the state's own time, in milliseconds
   */
  public String atOnce(long now) {
    TokenSnapshot seen = snapshot;
    return seen.isUsable(now) && !seen.isExchangeDue(now) ? seen.authorization : null;
  }

  /** The same without waiting. */
  public String present() {
    TokenSnapshot seen = snapshot;
    return seen.isUsable(clock.millis()) ? seen.authorization : null;
  }

  /**
   * What a request that begins should wait for before it asks for the token, and then ask again;
   * null: nothing.
   *
   * @param since when it began to wait, in the state's own time; now, if it has not
   */
  public ExchangeWait pause(long since) {
    TokenSnapshot seen = snapshot;
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
    return now < end ? new ExchangeWait(seen.exchange.end, end - now, hold) : null;
  }

  /** Whether a request that began to wait then has waited as long as it may, for no token. */
  public boolean isWaitOver(long since) {
    return !isUsable() && clock.millis() >= since + waitMillis && waitMillis > 0;
  }

  /** Whether a request that begins now would get a token at once. */
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

  /** Whether this very object is what {@link #isIssued} knows. */
  public boolean isGiven(String authorization) {
    return authorization != null && snapshot.isGiven(authorization);
  }

  /** As it is now; may be asked by any thread. */
  public TokenStatus status() {
    TokenSnapshot seen = snapshot;
    return TokenStatus.of(
        seen.pair != null, seen.isUsable(clock.millis()), seen.isRunning(), trouble);
  }

  public Instant now() {
    return clock.instant();
  }

  public long millis() {
    return clock.millis();
  }

  /** Whether the token thread can be expected to answer. */
  public Liveness liveness() {
    return liveness;
  }

  /** Called by the token thread after each turn. */
  void trouble(TokenStatus.Trouble present) {
    trouble = present;
  }

  public TokenPair pair() {
    return snapshot.pair;
  }

  /** Whether an exchange runs. */
  public boolean isRunning() {
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
    TokenSnapshot old = snapshot;
    if (!old.isRunning()) {
      TokenSnapshot.Exchange running = new TokenSnapshot.Exchange(true, clock.millis());
      publish(old.with(running));
    }
  }

  /**
   * When the next exchange is to begin, if none runs.
   *
   * @param due MAX: never; MIN: at once
   */
  void expectExchange(Instant due) {
    TokenSnapshot old = snapshot;
    if (!old.isRunning()) {
      TokenSnapshot.Exchange next =
          due.equals(Instant.MAX) ? null : new TokenSnapshot.Exchange(false, millis(due));
      publish(old.with(next));
    }
  }

  /**
   * A pair that is not the last word: its exchange goes on, or may have to follow at once. Who
   * waits for a token at all looks again: where this one is usable, it is held no longer than
   * others are.
   */
  void load(TokenPair pair) {
    publish(loaded(pair));
  }

  /**
   * An older pair that the rejected one had displaced: as long as no call has shown that it is
   * alive, no request carries it.
   */
  void loadUntried(TokenPair pair) {
    publish(loaded(pair).untried());
  }

  private TokenSnapshot loaded(TokenPair pair) {
    TokenSnapshot old = snapshot;
    return old.withPair(pair, new TokenSnapshot.Exchange(old.isRunning(), clock.millis()));
  }

  boolean isUntried() {
    return snapshot.untried;
  }

  /**
   * Until it is announced when the next exchange begins, it is expected at the end of this pair:
   * what the token thread does in between may take longer than a short token lives.
   */
  void succeed(TokenPair pair) {
    long end = RefreshPolicy.unusableAt(pair).toEpochMilli();
    publish(snapshot.withPair(pair, new TokenSnapshot.Exchange(false, end)));
  }

  /**
   * The exchange gave no pair, or there will be no exchange. Waiting requests go on, from now on
   * also with a token that was untried.
   */
  public void fail() {
    TokenSnapshot old = snapshot;
    publish(old.failed());
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
  private void publish(TokenSnapshot outcome) {
    TokenSnapshot.Exchange ended = snapshot.exchange;
    snapshot = outcome;
    if (ended != null) {
      ended.end.complete(true);
    }
  }
}

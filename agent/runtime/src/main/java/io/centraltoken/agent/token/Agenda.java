package io.centraltoken.agent.token;

import java.time.Duration;
import java.time.Instant;

/** What is to be done next for the token, and when. Called by the token thread only. */
final class Agenda {
  static final Duration WATCH = Duration.ofSeconds(5);
  private static final Duration OTHER_IS_AT_IT = Duration.ofMillis(100);

  private final TokenState state;
  private final SharedStore store;
  private final NewPairGrant newPair;
  private final RefreshPolicy policy;

  private boolean stopped;
  private int failures;
  private Instant next = Instant.MIN;

  Agenda(TokenState state, SharedStore store, NewPairGrant newPair, RefreshPolicy policy) {
    this.state = state;
    this.store = store;
    this.newPair = newPair;
    this.policy = policy;
  }

  /** A pair from the store. */
  void adopted(TokenPair pair, boolean doubtful) {
    stopped = false;
    failures = 0;
    next = doubtful ? state.now() : policy.dueAt(pair);
  }

  /** Nobody knows whether the pair is alive: find out before a request does. */
  void doubt() {
    if (state.now().isBefore(next)) {
      next = state.now();
    }
  }

  void received(TokenPair pair) {
    failures = 0;
    next = RefreshPolicy.notBefore(state.now(), policy.dueAt(pair), pair.lifetime());
  }

  /**
   * A lost reply leaves a token that looks usable and may be dead, so the next try is soon.
   *
   * @return how long the next try is put off at least
   */
  Duration failed(TokenExchangeException failure) {
    failures++;
    Duration lifetime = state.pair() == null ? null : state.pair().lifetime();
    boolean perhapsDead =
        failures == 1 && failure.failureClass() == TokenExchangeException.FailureClass.AMBIGUOUS;
    Duration wait = policy.retryAfter(failures, state.isUsable() && !perhapsDead, lifetime);
    if (wait.compareTo(failure.retryAfter()) < 0) {
      wait = failure.retryAfter();
    }
    next = state.now().plus(wait);
    if (mayPutOff() && failure.retryAfter().isZero()) {
      Instant last = earlier(next, RefreshPolicy.lastStart(state.pair()));
      next = RefreshPolicy.notBefore(state.now(), last, lifetime);
    }
    return Duration.between(state.now(), next);
  }

  /** Whether nothing is lost yet by waiting for a store that cannot take a new pair. */
  boolean mayPutOff() {
    return state.pair() != null && state.now().isBefore(RefreshPolicy.lastStart(state.pair()));
  }

  /** Looked at again soon, and in time for a token that is still good when its exchange runs. */
  void putOff() {
    next = earlier(state.now().plus(WATCH), RefreshPolicy.lastStart(state.pair()));
  }

  void waitForOther() {
    next = state.now().plus(OTHER_IS_AT_IT);
  }

  /** Until another pair is put into the store. */
  void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }

  boolean isFailing() {
    return failures > 0;
  }

  boolean isDue() {
    return !state.now().isBefore(dueAt());
  }

  /** No pair, or one that is refused. */
  boolean isDown() {
    return state.pair() == null || store.isRejected(state.pair());
  }

  boolean needsNewPair() {
    return isDown() || !state.pair().isRefreshable();
  }

  /** Whether the grant for a new pair may be used now. */
  boolean mayObtainNew() {
    return !state.now().isBefore(mayObtainNewAt());
  }

  /** MAX: never. */
  Instant mayObtainNewAt() {
    return newPair.openAt(store.notes());
  }

  /**
   * A pair that was received. Where the reply took most of a short lifetime, the next exchange may
   * not begin before this token has ended; to the requests it is then one exchange, which goes on.
   */
  void publish(TokenPair pair) {
    if (next.isBefore(RefreshPolicy.unusableAt(pair))) {
      state.succeed(pair);
    } else {
      state.load(pair);
    }
  }

  /** To the requests as well, which wait for what is overdue. */
  void announce() {
    state.expectExchange(dueAt());
  }

  Duration untilNext() {
    Duration wait = Duration.between(state.now(), dueAt());
    if ((isDown() || stopped || store.isUnpersisted()) && wait.compareTo(WATCH) > 0) {
      return WATCH;
    }
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private Instant dueAt() {
    if (stopped) {
      return Instant.MAX;
    }
    Instant open = isDown() ? mayObtainNewAt() : Instant.MIN;
    return open.isAfter(next) ? open : next;
  }
}

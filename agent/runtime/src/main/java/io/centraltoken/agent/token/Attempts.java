package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.FailureClass;
import io.centraltoken.agent.oauth.TokenPair;
import java.time.Duration;
import java.time.Instant;

/**
 * The one place that accounts calls of the token endpoint. Whoever has a reason for a call (a pair
 * that is due, a rejected token, doubt, an unfinished exchange, a person's file, a retry) only says
 * that one is <em>wanted</em>; every outcome is told to it; and it alone says when the next call is
 * made, within the limits of {@link BackOff}. Called by the token thread only.
 */
final class Attempts {
  static final Duration WATCH = Duration.ofSeconds(5);
  private static final Duration OTHER_IS_AT_IT = Duration.ofMillis(100);
  private static final Duration OTHER_HANGS = Duration.ofSeconds(1);

  /** What comes sooner wakes the token thread; the time until MAX is beyond a Duration in ns. */
  private static final Duration NEVER = Duration.ofDays(1);

  /** A fresh token that is rejected too is not a token problem: no call for it in this time. */
  private static final Duration AFTER_REJECTION = Duration.ofMinutes(5);

  private final TokenState state;
  private final SharedStore store;
  private final NewPairGrant newPair;
  private final RefreshPolicy policy;
  private final BackOff backOff;
  private Instant wanted = Instant.MIN;

  /** The gateway rejects the present token, although it looks usable. */
  private boolean rejected;

  /** A pair that came of a call for a rejected token. */
  private TokenPair replacement;

  /** Nothing can be attempted, because of the store or of its lock. */
  private boolean hindered;

  /** A person asked for a pair from scratch, although the present one may be good. */
  private boolean newPairWanted;

  Attempts(TokenState state, SharedStore store, NewPairGrant newPair, RefreshPolicy policy) {
    this.state = state;
    this.store = store;
    this.newPair = newPair;
    this.policy = policy;
    this.backOff = new BackOff(policy);
  }

  BackOff backOff() {
    return backOff;
  }

  /**
   * A pair from the store. It is tried at once where nobody knows whether it is alive, but not
   * sooner after the last call than any other retry.
   */
  void adopted(TokenPair pair, boolean doubtful, boolean answersRejection) {
    replacement = answersRejection ? pair : null;
    rejected = false;
    hindered = false;
    backOff.adopted(pair);
    wanted = doubtful ? state.now() : policy.dueAt(pair);
  }

  /** A call is about to be made. */
  void starting() {
    hindered = false;
    newPairWanted = false;
    backOff.starting(state.pair(), state.now());
  }

  /** A pair from the gateway. */
  void received(TokenPair pair) {
    replacement = rejected ? pair : null;
    rejected = false;
    backOff.received(pair, state.now());
    wanted = policy.dueAt(pair);
  }

  /** Nobody knows whether the pair is alive: find out before a request does. */
  void doubt() {
    Instant now = state.now();
    wanted = wanted.isBefore(now) ? wanted : now;
  }

  /**
   * The gateway rejects the present token. That makes a back-off shorter, and never removes it.
   *
   * @return false if nothing more will be done for it: it came of a rejection itself
   */
  boolean reject() {
    TokenPair pair = state.pair();
    if (pair != null
        && pair == replacement
        && state.now().isBefore(pair.obtainedAt().plus(AFTER_REJECTION))
        && !store.notes().isOpen(pair)) {
      return false;
    }
    rejected = true;
    doubt();
    return true;
  }

  /** The next call makes a pair from scratch; asked for once, tried once. */
  void wantNewPair() {
    newPairWanted = true;
    doubt();
  }

  /** Whether the pair that is received next is the replacement of a rejected token. */
  boolean isForRejection() {
    return rejected;
  }

  /**
   * A call that gave no pair.
   *
   * @return how long the next one is put off at least
   */
  Duration failed(FailureClass failureClass, Duration retryAfter) {
    Instant now = state.now();
    backOff.failed(failureClass, retryAfter, state.pair(), now);
    wanted = now;
    return Duration.between(now, dueAt());
  }

  /**
   * A fault of the agent, in a call or before one.
   *
   * @return how long the next call is put off at least
   */
  Duration fault() {
    if (backOff.isCallOpen()) {
      return failed(FailureClass.AMBIGUOUS, Duration.ZERO);
    }
    doubt();
    backOff.putOff(state.now().plus(WATCH));
    return Duration.between(state.now(), dueAt());
  }

  /** The refresh token is rejected: no call for it any more. */
  void refreshTokenRejected() {
    backOff.refreshTokenRejected(state.now());
    rejected = false;
  }

  /**
   * Whether nothing is lost yet by waiting for a store that cannot take a new pair: the present
   * token is usable, and will be when an exchange that starts later has its response.
   */
  boolean mayPutOff() {
    return state.pair() != null
        && !rejected
        && state.now().isBefore(RefreshPolicy.lastStart(state.pair()));
  }

  /** Looked at again soon, and in time for a token that is still good when its exchange runs. */
  void putOff() {
    Instant soon = state.now().plus(WATCH);
    Instant last = RefreshPolicy.lastStart(state.pair());
    hindered = true;
    backOff.putOff(soon.isBefore(last) ? soon : last);
  }

  /** No lock can be had, and others may have one: for as long as that is so, nothing is called. */
  void waitForLock() {
    hindered = true;
    backOff.putOff(state.now().plus(WATCH));
  }

  /**
   * @param hangs whether it has had the lock for so long that it may never end
   */
  void waitForOther(boolean hangs) {
    hindered = hangs;
    backOff.putOff(state.now().plus(hangs ? OTHER_HANGS : OTHER_IS_AT_IT));
  }

  /** Whether the last attempt failed, or could not be made. */
  boolean isFailing() {
    return hindered || backOff.isFailing();
  }

  boolean isDue() {
    return !state.now().isBefore(dueAt());
  }

  /** No pair, or one that is rejected. */
  boolean isDown() {
    return state.pair() == null || store.isRejected(state.pair());
  }

  boolean needsNewPair() {
    return newPairWanted || isDown() || !state.pair().isRefreshable();
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
   * A pair that was received. Where the response took most of a short lifetime, the next exchange
   * may not begin before this token has ended; to the requests it is then one exchange, which goes
   * on.
   */
  void publish(TokenPair pair) {
    Instant open = backOff.openAt(null);
    Instant next = wanted.isAfter(open) ? wanted : open;
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

  /** Never negative. */
  Duration untilNext() {
    Instant due = dueAt();
    Duration wait = due.equals(Instant.MAX) ? NEVER : Duration.between(state.now(), due);
    boolean watch = isDown() || backOff.isClientRejected() || store.unstored().pair() != null;
    if (watch && wait.compareTo(WATCH) > 0) {
      return WATCH;
    }
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  private Instant dueAt() {
    boolean usable = !rejected && state.isUsable();
    Instant open = backOff.openAt(usable ? RefreshPolicy.unusableAt(state.pair()) : null);
    Instant due = wanted.isAfter(open) ? wanted : open;
    Instant openForNew = newPairWanted || isDown() ? mayObtainNewAt() : Instant.MIN;
    return due.isAfter(openForNew) ? due : openForNew;
  }
}

package io.centraltoken.agent.token;

import io.centraltoken.agent.message.Faults;
import io.centraltoken.agent.oauth.FailureClass;
import io.centraltoken.agent.oauth.TokenExchangeException;
import io.centraltoken.agent.oauth.TokenPair;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * One exchange, under the claim. Order that must not change: claim, read again, note the intent,
 * send, keep, persist, publish. What is not stored is lost with the JVM, and its predecessor is
 * dead; what is not kept in memory before anything can fail is lost at once. Called by the token
 * thread only.
 */
final class PairExchange {
  private static final String LOST_BEFORE = ", after an exchange that was never answered";

  private final TokenState state;
  private final SharedStore store;
  private final Grants grants;
  private final Attempts attempts;
  private final Adoption adoption;
  private final OperatorNotices notices;
  private final TokenListener events;
  private Instant begun;

  PairExchange(
      TokenState state,
      SharedStore store,
      Grants grants,
      Attempts attempts,
      Adoption adoption,
      OperatorNotices notices,
      TokenListener events) {
    this.state = state;
    this.store = store;
    this.grants = grants;
    this.attempts = attempts;
    this.adoption = adoption;
    this.notices = notices;
    this.events = events;
  }

  /** Another process may have been faster, or be at it: then its pair is taken, or waited for. */
  void run() {
    state.beginExchange();
    StoreLock lock = store.lock();
    TokenStore.Claim claim = lock.claim(state.now());
    if (claim == null) {
      waitForLock(lock);
      return;
    }
    try {
      exchange();
    } finally {
      lock.release(claim);
    }
  }

  private void exchange() {
    boolean adopted = adoption.adoptStored();
    if (!attempts.isDue() && adopted) {
      adoption.publish();
    } else if (!attempts.isDue()) {
      state.fail(); // a sibling was rejected meanwhile
    } else if (attempts.needsNewPair()) {
      obtainNew();
    } else {
      redeem();
    }
  }

  private void waitForLock(StoreLock lock) {
    if (lock.isImpossible()) {
      attempts.waitForLock();
      state.fail();
    } else {
      boolean hangs = lock.isHeldForLong(state.now());
      attempts.waitForOther(hangs);
      if (hangs) {
        state.fail(); // requests do not wait for what may never come
      }
    }
  }

  private void redeem() {
    TokenPair old = state.pair();
    boolean lostBefore = store.notes().isOpen(old);
    if (!hasRoom(old)) {
      return;
    }
    try {
      state.settle();
      starting();
      take(grants.endpoint.refresh(old), old);
    } catch (TokenExchangeException failure) {
      if (failure.failureClass() == FailureClass.DEFINITIVE) {
        refreshTokenRejected(failure.getMessage() + (lostBefore ? LOST_BEFORE : ""));
      } else {
        failed(failure, store.notes());
      }
    } finally {
      store.end();
    }
  }

  /** While the present token is usable, nothing is asked for that could not be stored. */
  private boolean hasRoom(TokenPair old) {
    try {
      store.begin(old, state.now());
      return true;
    } catch (IOException | RuntimeException unwritable) {
      if (!attempts.mayPutOff() || store.unstored().pair() != null) {
        return true;
      }
      attempts.putOff();
      state.fail();
      events.putOff(Faults.describe(unwritable));
      return false;
    }
  }

  private void refreshTokenRejected(String why) {
    attempts.refreshTokenRejected();
    Outcome rejected = Outcome.of(state.now(), "rejected");
    tell(rejected);
    store.reject(state.pair(), store.notes().ended(rejected));
    if (adoption.adoptStored()) {
      adoption.publish();
    } else if (attempts.mayObtainNew()) {
      obtainNew();
    } else {
      notices.refreshTokenRejected(why);
      state.fail();
    }
  }

  private void obtainNew() {
    ExchangeNotes before = store.notes();
    store.journal().note(grants.newPair.begun(before, store.time().host()));
    starting();
    try {
      take(grants.newPair.obtain(state.pair() == null ? 1 : state.pair().generation() + 1), null);
    } catch (TokenExchangeException failure) {
      boolean counts = failure.failureClass() != FailureClass.PRE_SEND;
      failed(failure, counts ? store.notes() : store.notes().withLoginOf(before));
    }
  }

  /**
   * Nothing that can fail comes before the first line, and publishing comes whatever fails.
   *
   * @param redeemed whose refresh token is used up; null: none
   */
  private void take(TokenPair pair, TokenPair redeemed) {
    store.unstored().keep(pair, redeemed);
    boolean forRejection = attempts.isForRejection();
    boolean overtaken = false;
    try {
      attempts.received(pair);
      store.history().redeem(redeemed, pair);
      notices.settle();
      Outcome outcome = outcome(pair, forRejection);
      tell(outcome);
      boolean stored = store.unstored().persist(store.notes().ended(outcome), state.now());
      overtaken = !stored && adoption.adoptStored(); // a person was faster, and that file wins
    } catch (Throwable fault) {
      events.unpersisted(Faults.describe(fault));
    }
    if (overtaken) {
      adoption.publish();
      return;
    }
    attempts.publish(pair);
    events.refreshed(pair);
    if (grants.endpoint.remark() != null) {
      events.oddResponse(grants.endpoint.remark());
    }
  }

  private Outcome outcome(TokenPair pair, boolean forRejection) {
    return forRejection
        ? Outcome.receivedForRejection(pair, state.now(), store.process())
        : Outcome.received(state.now(), store.process());
  }

  private void starting() {
    begun = state.now();
    attempts.starting();
  }

  private void tell(Outcome outcome) {
    Duration took = Duration.between(begun, outcome.at());
    events.exchangeEnded(outcome.what(), outcome.isNewPair(), outcome.at(), took);
  }

  private void failed(TokenExchangeException failure, ExchangeNotes notes) {
    FailureClass failureClass = failure.failureClass();
    Duration wait = attempts.failed(failureClass, failure.retryAfter());
    store.journal().note(notes.after(failureClass, state.now()));
    tell(Outcome.of(state.now(), failureClass));
    if (failureClass == FailureClass.CONFIGURATION) {
      notices.say(failure.getMessage(), failure.remedy());
    } else {
      events.refreshFailed(failure.getMessage(), wait, state.isUsable());
      if (!attempts.needsNewPair()) {
        notices.warnOfTheEnd(state.pair(), state.now());
      }
    }
    state.fail();
  }
}

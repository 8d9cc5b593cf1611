package io.centraltoken.agent.token;

import io.centraltoken.agent.token.TokenExchangeException.FailureClass;
import java.io.IOException;
import java.time.Duration;

/**
 * Does what is due for the token and says when to come back. The only writer of {@link TokenState};
 * called by one thread, the token thread, which makes the exchange single flight. Order that must
 * not change: claim, read again, note the intent, exchange, persist, publish — what is not stored
 * is lost with the JVM, and its predecessor is dead.
 */
public final class TokenRefresher {
  /** What a person does when no pair is usable. */
  public static final String DOWNLOAD =
      "download a new token from the API Gateway page of Central and put it into central.token.file; no restart is needed";

  private static final String LOST_BEFORE = ", after an exchange that was never answered";
  private final TokenState state;
  private final SharedStore store;
  private final TokenEndpoint endpoint;
  private final NewPairGrant newPair;
  private final TokenListener listener;
  private final Agenda agenda;
  private final Complaints complaints;

  public TokenRefresher(
      TokenState state,
      SharedStore store,
      Grants grants,
      TokenListener listener,
      RefreshPolicy policy) {
    this.state = state;
    this.store = store;
    this.endpoint = grants.endpoint;
    this.newPair = grants.newPair;
    this.listener = listener;
    this.agenda = new Agenda(state, store, newPair, policy);
    this.complaints = new Complaints(listener, agenda);
  }

  /** How long nothing will be due, from the end of the call on; never negative. */
  public Duration runDue() {
    try {
      work();
      agenda.announce();
      store.probeOnce(); // last: nothing is held up by a slow disk
      return agenda.untilNext();
    } catch (RuntimeException | Error fault) {
      state.fail();
      listener.refreshFailed(
          "the agent has a fault: " + Faults.where(fault), Agenda.WATCH, state.isUsable());
      return Agenda.WATCH;
    }
  }

  /** How long nothing will be due; never negative. */
  public Duration untilNext() {
    return agenda.untilNext();
  }

  /** The gateway refuses the present token: exchanges now, but keeps a back-off. */
  void refreshNow() {
    if (!agenda.isFailing()) {
      agenda.doubt();
      runDue();
    }
  }

  /**
   * Whether somebody else has put another pair into the store: a sibling after its exchange, a
   * person, or a tool that brought an old one back; or that nobody knows any more whether the
   * present one is alive. Then something is due at once. To be asked every second.
   */
  public boolean storeHasNews() {
    try {
      TokenPair stored = store.load();
      if (store.hasTimeJumped() || store.isAbandoned(state.pair())) {
        agenda.doubt();
        return true;
      }
      return store.isNews(stored, state.pair()) || store.isOldCopy(stored, state.pair());
    } catch (IOException unusable) {
      return false; // half-written, perhaps: what is wrong for longer is said when it matters
    } catch (RuntimeException | Error fault) {
      return true; // runDue meets it again, and says so
    }
  }

  private void work() {
    boolean adopted = adoptStored();
    store.persistLeftover();
    if (agenda.isDue()) {
      exchange();
    } else if (adopted) {
      state.succeed(state.pair());
    }
    if (agenda.isDown() && !agenda.mayObtainNew()) {
      complaints.sayWhatHelps();
      if (state.pair() == null) {
        state.fail(); // nobody waits for a person
      }
    }
  }

  /** Takes the pair of the store if it is news; puts the present one back over an old copy. */
  private boolean adoptStored() {
    boolean news = false;
    try {
      TokenPair stored = store.load();
      news = store.isNews(stored, state.pair());
      if (news) {
        adopt(stored);
      }
      if (store.isOldCopy(stored, state.pair())) {
        store.putBack(state.pair());
      }
      complaints.storeIs(null);
    } catch (IOException unusable) {
      complaints.storeIs(unusable.getMessage());
    }
    return news;
  }

  private void adopt(TokenPair stored) {
    complaints.settle();
    TokenPair pair = store.adopt(stored);
    agenda.adopted(pair, store.isDoubtful(stored));
    state.load(pair);
    listener.loaded(pair);
  }

  /** Another process may have been faster, or be at it: then its pair is taken, or waited for. */
  private void exchange() {
    state.beginExchange();
    try (TokenStore.Claim claim = store.claim()) {
      boolean adopted = claim != null && adoptStored();
      if (claim == null) {
        agenda.waitForOther();
      } else if (!agenda.isDue() && adopted) {
        state.succeed(state.pair());
      } else if (!agenda.isDue()) {
        state.fail(); // a sibling was refused meanwhile
      } else if (agenda.needsNewPair()) {
        obtainNew();
      } else {
        redeem();
      }
    } catch (IOException notReleased) {
      listener.unclaimable(notReleased.toString());
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
      TokenPair pair = endpoint.refresh(old);
      store.spend(old);
      take(pair);
    } catch (TokenExchangeException failure) {
      if (failure.failureClass() == FailureClass.DEFINITIVE) {
        refused(failure.getMessage() + (lostBefore ? LOST_BEFORE : ""));
      } else {
        failed(failure, store.notes());
      }
    } catch (RuntimeException | Error fault) {
      store.note(store.notes().unanswered("fault", state.now()));
      throw fault;
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
      if (!agenda.mayPutOff() || store.isUnpersisted()) {
        return true;
      }
      agenda.putOff();
      state.fail();
      listener.putOff(Faults.describe(unwritable));
      return false;
    }
  }

  private void refused(String why) {
    store.reject(state.pair(), store.notes().ended("refused", state.now()));
    if (adoptStored()) {
      state.succeed(state.pair());
    } else if (agenda.mayObtainNew()) {
      obtainNew();
    } else {
      complaints.refused(why);
      state.fail();
    }
  }

  private void obtainNew() {
    ExchangeNotes before = store.notes();
    store.note(newPair.begun(before, state.now()));
    try {
      take(newPair.obtain(state.pair() == null ? 1 : state.pair().generation() + 1));
    } catch (TokenExchangeException failure) {
      boolean counts = failure.failureClass() != FailureClass.PRE_SEND;
      failed(failure, counts ? store.notes() : store.notes().withLoginOf(before));
    }
  }

  private void take(TokenPair pair) {
    complaints.settle();
    agenda.received(pair);
    boolean stored = store.persist(pair, store.notes().ended("new pair", state.now()));
    if (!stored && adoptStored()) { // a person was faster than the reply, and that file wins
      state.succeed(state.pair());
      return;
    }
    agenda.publish(pair);
    listener.refreshed(pair);
  }

  private void failed(TokenExchangeException failure, ExchangeNotes notes) {
    FailureClass failureClass = failure.failureClass();
    store.note(notes.after(failureClass, state.now()));
    if (failureClass == FailureClass.CONFIGURATION) {
      agenda.stop();
      complaints.say(failure.getMessage(), failure.remedy());
    } else {
      retryLater(failure);
    }
    state.fail();
  }

  private void retryLater(TokenExchangeException failure) {
    Duration wait = agenda.failed(failure);
    listener.refreshFailed(failure.getMessage(), wait, state.isUsable());
    if (!agenda.needsNewPair()) {
      complaints.warnOfTheEnd(state.pair(), state.now());
    }
  }
}

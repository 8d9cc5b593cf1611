package io.centraltoken.agent.token;

import io.centraltoken.agent.message.Faults;
import io.centraltoken.agent.oauth.TokenPair;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * Does what is due for the token and says when to come back. The only writer of {@link TokenState};
 * called by one thread, the token thread, which makes the exchange single flight. Whatever a turn
 * throws is accounted as a failed attempt, and the next turn comes.
 */
public final class TokenRefresher {
  private final TokenState state;
  private final SharedStore store;
  private final Grants grants;
  private final DeferredEvents events;
  private final Attempts attempts;
  private final OperatorNotices notices;
  private final Adoption adoption;
  private final PairExchange exchange;
  private TokenStatus told = TokenStatus.STARTING;

  /**
   * @param events the same that the store has
   */
  public TokenRefresher(
      TokenState state,
      SharedStore store,
      Grants grants,
      DeferredEvents events,
      RefreshPolicy policy) {
    this.state = state;
    this.store = store;
    this.grants = grants;
    this.events = events;
    this.attempts = new Attempts(state, store, grants.newPair, policy);
    this.notices = new OperatorNotices(events, attempts);
    this.adoption = new Adoption(state, store, attempts, notices, events);
    this.exchange = new PairExchange(state, store, grants, attempts, adoption, notices, events);
  }

  /** How long nothing will be due, from the end of the call on; never negative. */
  public Duration runDue() {
    try {
      work();
    } catch (Throwable fault) {
      Duration wait = attempts.fault();
      state.fail();
      events.refreshFailed(Faults.unforeseen(fault), wait, state.isUsable());
    }
    attempts.announce();
    tellStatus();
    events.deliver();
    return attempts.untilNext();
  }

  /**
   * Makes an exchange although none may be due, as soon as the limits of all calls allow.
   *
   * @return how long nothing will be due
   */
  public Duration refreshNow() {
    attempts.doubt();
    return runDue();
  }

  /**
   * Makes a pair from scratch although the present one may be good, unless a limit forbids it.
   *
   * @return how long nothing will be due
   */
  public Duration obtainNow() {
    attempts.wantNewPair();
    return runDue();
  }

  /** When a pair can be made from scratch: MAX never, MIN at any time. */
  public Instant mayObtainNewAt() {
    return attempts.mayObtainNewAt();
  }

  private void tellStatus() {
    state.trouble(trouble());
    TokenStatus present = state.status();
    if (present != told) {
      told = present;
      events.statusIs(present);
    }
  }

  private TokenStatus.Trouble trouble() {
    boolean isLost = attempts.isDown() && attempts.mayObtainNewAt().equals(Instant.MAX);
    if (isLost || attempts.backOff().isClientRejected()) {
      return TokenStatus.Trouble.PERSON_NEEDED;
    } else if (store.unstored().pair() != null) {
      return TokenStatus.Trouble.UNPERSISTED;
    }
    return attempts.isFailing() ? TokenStatus.Trouble.FAILING : TokenStatus.Trouble.NONE;
  }

  /** How long nothing will be due; never negative. */
  public Duration untilNext() {
    return attempts.untilNext();
  }

  /** The gateway rejects the present token: an exchange follows, at once or when limits allow. */
  Rejection rejected() {
    if (!attempts.reject()) {
      events.freshTokenRejected();
      events.deliver();
      return Rejection.OF_FRESH_TOKEN;
    }
    if (!attempts.isDue() && !attempts.isDown()) {
      events.refreshFailed(
          "the gateway rejects the present token, and another call must wait",
          attempts.untilNext(),
          false);
    }
    return ended();
  }

  /** The gateway rejects an older token, and the present one has ended meanwhile. */
  Rejection ended() {
    runDue();
    return state.isRunning() ? Rejection.WAITS_FOR_OTHER : Rejection.DEALT_WITH;
  }

  /**
   * Whether somebody else has put another pair into the store: a sibling after its exchange, a
   * person, or a tool that brought an old one back; or that nobody knows any more whether the
   * present one is alive; or that a rejected client has been corrected. Then something is due at
   * once. To be asked every second.
   */
  public boolean storeHasNews() {
    try {
      boolean jumped = store.time().hasJumpedAhead();
      if (jumped) {
        attempts.doubt(); // at once: it is told only once, and what follows may fail
      }
      boolean news = holdsAnotherPair();
      boolean doubtful = isDoubtful();
      if (doubtful) {
        attempts.doubt();
      }
      return jumped || news || doubtful;
    } catch (RuntimeException | Error fault) {
      return true; // runDue meets it again, and says so
    }
  }

  private boolean isDoubtful() {
    boolean corrected = attempts.backOff().isClientRejected() && isClientCorrected();
    return corrected || store.isAbandoned(state.pair(), state.now());
  }

  private boolean holdsAnotherPair() {
    try {
      TokenPair stored = store.load();
      return store.isNews(stored, state.pair()) || store.isOldCopy(stored, state.pair());
    } catch (IOException unusable) {
      return false; // half-written, perhaps: what is wrong for longer is said when it matters
    }
  }

  private boolean isClientCorrected() {
    boolean corrected = grants.endpoint.isCorrected() || grants.newPair.isCorrected();
    if (corrected) {
      attempts.backOff().forgetRejectedClient();
    }
    return corrected;
  }

  private void work() {
    publishKept();
    boolean adopted = adoption.adoptStored();
    store.persistLeftover(state.now());
    if (attempts.isDue()) {
      exchange.run();
    } else if (adopted) {
      publishAdopted();
    }
    if (attempts.isDown() && !attempts.mayObtainNew()) {
      notices.sayWhatHelps();
      if (state.pair() == null) {
        state.fail(); // nobody waits for a person
      }
    }
    store.rehearsal().tryEarly(state.now());
  }

  private void publishAdopted() {
    adoption.publish();
    if (!state.isUsable() && !attempts.isDown()) {
      events.refreshFailed(
          "the stored token has expired, and a call must wait", attempts.untilNext(), false);
    }
  }

  /** A pair that arrived in a turn that could not publish it. */
  private void publishKept() {
    TokenPair kept = store.unstored().pair();
    if (kept != null && kept != state.pair()) {
      attempts.received(kept);
      attempts.publish(kept);
      events.refreshed(kept);
    }
  }

  /** What followed a rejection. */
  enum Rejection {
    /** Nothing: the token came of a rejection itself, so it is not the token's fault. */
    OF_FRESH_TOKEN,
    /** Another process may be making the exchange. */
    WAITS_FOR_OTHER,
    /** An exchange, or none because the limits forbid one now. */
    DEALT_WITH
  }
}

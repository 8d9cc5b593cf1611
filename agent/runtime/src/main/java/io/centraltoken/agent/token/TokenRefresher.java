package io.centraltoken.agent.token;

import io.centraltoken.agent.token.TokenExchangeException.FailureClass;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * Does what is due for the token and says when to come back. The only writer of {@link TokenState};
 * called by one thread, the token thread, which makes the exchange single flight. Order that must
 * not change: exchange, persist, publish — what is not stored is lost with the JVM, and its
 * predecessor is dead.
 */
public final class TokenRefresher {
  /** What a person does when no pair is usable. */
  public static final String DOWNLOAD =
      "download a new token from the API Gateway page of Central and put it into central.token.file; no restart is needed";

  private static final Duration WATCH = Duration.ofSeconds(5);
  private static final Duration OTHER_IS_AT_IT = Duration.ofMillis(100);
  private static final String CREDENTIALS =
      "mend central.client.id or central.client.secret and restart, or put a token of this client into central.token.file";

  private final TokenState state;
  private final SharedStore store;
  private final TokenEndpoint endpoint;
  private final TokenListener listener;
  private final RefreshPolicy policy;
  private final DaysLeft daysLeft = new DaysLeft();

  private boolean rejected;
  private TokenPair unpersisted;
  private String storeComplaint;
  private int failures;
  private Instant next = Instant.MIN;

  public TokenRefresher(
      TokenState state,
      TokenStore store,
      TokenEndpoint endpoint,
      TokenListener listener,
      RefreshPolicy policy) {
    this.state = state;
    this.store = new SharedStore(store, listener);
    this.endpoint = endpoint;
    this.listener = listener;
    this.policy = policy;
  }

  /**
   * @return how long nothing will be due from the end of the call on, which an exchange may have
   *     put off by many seconds; never negative
   */
  public Duration runDue(Instant now) {
    try {
      return work(now);
    } catch (RuntimeException | Error fault) {
      state.fail();
      listener.refreshFailed("the agent has a fault: " + where(fault), WATCH, state.isUsable());
      return WATCH;
    }
  }

  /** Without the message, in which a library may have put what it was working on: a secret. */
  private static String where(Throwable fault) {
    StackTraceElement[] trace = fault.getStackTrace();
    return fault.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  /**
   * Whether somebody else has put another pair into the store: a sibling after its exchange, a
   * person, or a tool that brought an old one back. Then something is due at once.
   */
  public boolean storeHasNews() {
    try {
      TokenPair stored = store.load();
      return store.isNews(stored, state.pair()) || isOldCopy(stored);
    } catch (IOException unusable) {
      return false; // half-written, perhaps: what is wrong for longer is said when it matters
    } catch (RuntimeException | Error fault) {
      return true; // runDue meets it again, and says so
    }
  }

  private Duration work(Instant now) {
    boolean adopted = adoptStored();
    if (unpersisted != null) {
      persist(unpersisted);
    }
    if (state.pair() == null || rejected) {
      return WATCH;
    }
    if (!now.isBefore(next)) {
      exchange();
    } else if (adopted) {
      state.succeed(state.pair());
    }
    return untilNext();
  }

  /** Takes the pair of the store if it is news; puts the present one back over an old copy. */
  private boolean adoptStored() {
    TokenPair stored;
    try {
      stored = store.load();
    } catch (IOException unusable) {
      complain(unusable.getMessage());
      return false;
    }
    if (store.isNews(stored, state.pair())) {
      adopt(stored);
      return true;
    }
    if (isOldCopy(stored)) {
      putBack();
    }
    return false;
  }

  /** Under a claim, because a sibling that is just saving looks the same for a moment. */
  private void putBack() {
    try (TokenStore.Claim claim = store.claim()) {
      if (claim != null && isOldCopy(store.load())) {
        persist(state.pair());
        listener.overwritten();
      }
    } catch (IOException unreadable) {
      complain(unreadable.getMessage());
    }
  }

  private void adopt(TokenPair stored) {
    store.spend(state.pair());
    rejected = false;
    unpersisted = null;
    storeComplaint = null;
    failures = 0;
    next = policy.dueAt(stored);
    state.load(stored);
    listener.loaded(stored);
  }

  /** Only where there is no pair to go on with; once for each cause. */
  private void complain(String why) {
    if (state.pair() != null && !rejected) {
      return;
    }
    if (!why.equals(storeComplaint)) {
      storeComplaint = why;
      listener.rejected(why, DOWNLOAD);
    }
    state.fail();
  }

  private boolean isOldCopy(TokenPair stored) {
    return !rejected && unpersisted == null && store.isOldCopy(stored, state.pair());
  }

  /** Another process may have been faster, or be at it: then its pair is taken, or waited for. */
  private void exchange() {
    state.beginExchange();
    try (TokenStore.Claim claim = store.claim()) {
      if (claim == null) {
        next = state.now().plus(OTHER_IS_AT_IT);
      } else if (unpersisted == null && adoptStored() && state.now().isBefore(next)) {
        state.succeed(state.pair());
      } else {
        redeem();
      }
    } catch (IOException notReleased) {
      listener.unclaimable(notReleased.toString());
    }
  }

  private void redeem() {
    TokenPair old = state.pair();
    try {
      TokenPair pair = endpoint.refresh(old);
      store.spend(old);
      if (adoptStored()) { // a person was faster than the reply, and the person's file wins
        store.spend(pair);
        state.succeed(state.pair());
        return;
      }
      failures = 0;
      next = RefreshPolicy.notBefore(state.now(), policy.dueAt(pair));
      persist(pair);
      state.succeed(pair);
      listener.refreshed(pair);
    } catch (TokenExchangeException failure) {
      failed(failure);
      state.fail();
    }
  }

  private void failed(TokenExchangeException failure) {
    FailureClass failureClass = failure.failureClass();
    if (failureClass == FailureClass.DEFINITIVE || failureClass == FailureClass.CONFIGURATION) {
      rejected = true;
      if (failureClass == FailureClass.DEFINITIVE) {
        store.spend(state.pair());
      }
      listener.rejected(
          failure.getMessage(), failureClass == FailureClass.DEFINITIVE ? DOWNLOAD : CREDENTIALS);
      return;
    }
    failures++;
    Duration wait = policy.retryAfter(failures, state.isUsable());
    if (wait.compareTo(failure.retryAfter()) < 0) {
      wait = failure.retryAfter();
    }
    next = state.now().plus(wait);
    listener.refreshFailed(failure.getMessage(), wait, state.isUsable());
    int days = daysLeft.crossed(state.pair(), state.now());
    if (days > 0) {
      listener.endsSoon(days);
    }
  }

  /** Whatever goes wrong here must not lose the pair: its predecessor is dead. */
  private void persist(TokenPair pair) {
    try {
      store.save(pair);
      unpersisted = null;
    } catch (IOException | RuntimeException failure) {
      if (unpersisted == null) {
        listener.unpersisted(failure instanceof IOException ? failure.toString() : where(failure));
      }
      unpersisted = pair;
    }
  }

  private Duration untilNext() {
    if (rejected) {
      return WATCH;
    }
    Duration wait = Duration.between(state.now(), next);
    if (unpersisted != null && wait.compareTo(WATCH) > 0) {
      return WATCH;
    }
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}

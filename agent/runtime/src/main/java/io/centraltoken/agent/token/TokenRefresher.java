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
  private static final String CREDENTIALS =
      "mend central.client.id or central.client.secret and restart, or put a token of this client into central.token.file";

  private final TokenState state;
  private final TokenStore store;
  private final TokenEndpoint endpoint;
  private final TokenListener listener;
  private final RefreshPolicy policy;

  private TokenPair rejected;
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
    this.store = store;
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
      listener.refreshFailed("the agent has a fault: " + fault, WATCH, state.isUsable());
      return WATCH;
    }
  }

  private Duration work(Instant now) {
    if (unpersisted != null) {
      persist(unpersisted);
      return untilNext();
    }
    boolean adopted = (state.pair() == null || rejected != null) && adoptStored();
    if (state.pair() == null || rejected != null) {
      return WATCH;
    }
    if (!now.isBefore(next)) {
      exchange();
    } else if (adopted) {
      state.succeed(state.pair());
    }
    return untilNext();
  }

  /** Takes the pair of the store, unless it is the one that was rejected. */
  private boolean adoptStored() {
    TokenPair stored;
    try {
      stored = store.load();
    } catch (IOException unusable) {
      if (!unusable.getMessage().equals(storeComplaint)) {
        storeComplaint = unusable.getMessage();
        listener.rejected(storeComplaint, DOWNLOAD);
      }
      state.fail();
      return false;
    }
    if (!stored.isSuccessorOf(rejected)) {
      return false;
    }
    rejected = null;
    storeComplaint = null;
    failures = 0;
    next = policy.dueAt(stored);
    state.load(stored);
    listener.loaded(stored);
    return true;
  }

  private void exchange() {
    state.beginExchange();
    try {
      TokenPair pair = endpoint.refresh(state.pair());
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
      rejected = state.pair();
      listener.rejected(
          failure.getMessage(), failureClass == FailureClass.DEFINITIVE ? DOWNLOAD : CREDENTIALS);
      return;
    }
    failures++;
    Duration wait = policy.retryAfter(failures, state.isUsable());
    next = state.now().plus(wait);
    listener.refreshFailed(failure.getMessage(), wait, state.isUsable());
  }

  /** Whatever goes wrong here must not lose the pair: its predecessor is dead. */
  private void persist(TokenPair pair) {
    try {
      store.save(pair);
      unpersisted = null;
    } catch (IOException | RuntimeException failure) {
      if (unpersisted == null) {
        listener.unpersisted(failure.toString());
      }
      unpersisted = pair;
    }
  }

  private Duration untilNext() {
    if (rejected != null || unpersisted != null) {
      return WATCH;
    }
    Duration wait = Duration.between(state.now(), next);
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}

package io.centraltoken.agent.request;

import io.centraltoken.agent.token.ExchangeWait;
import io.centraltoken.agent.token.TokenRecovery;
import io.centraltoken.agent.token.TokenState;

/**
 * The requests to the gateway, of whatever client: which of them get the token, which wait for it,
 * and which are on the wire. Shared by the authorizers of all clients; called by application
 * threads.
 */
public final class GatewayTraffic {
  private final GatewayPolicy policy;
  private final TokenRecovery recovery;
  private final TokenState tokens;
  private final InFlight inFlight;
  private final TokenThreadWatch watch;
  private final RequestListener listener;

  /**
   * @param firstRequest for the token thread
   */
  public GatewayTraffic(
      GatewayPolicy policy,
      TokenRecovery recovery,
      InFlight inFlight,
      FirstRequest firstRequest,
      RequestListener listener) {
    this.policy = policy;
    this.recovery = recovery;
    this.tokens = recovery.state();
    this.inFlight = inFlight;
    this.watch = new TokenThreadWatch(firstRequest, tokens, listener);
    this.listener = listener;
  }

  public GatewayPolicy policy() {
    return policy;
  }

  public TokenRecovery recovery() {
    return recovery;
  }

  public RequestListener listener() {
    return listener;
  }

  /** The state's own time, in milliseconds. */
  public long now() {
    return tokens.now().toEpochMilli();
  }

  /**
   * A request to the gateway begins. It counts as on the wire before the token is asked for, so
   * that an exchange which begins meanwhile either waits for it or delays it.
   *
   * @param request by its identity, until {@link #leave}
   * @param since when it was first about to begin, in the state's own time, in milliseconds
   * @return what it must wait for, during which it does not count; null: it may go now
   */
  public ExchangeWait enter(Object request, long since) {
    watch.begins();
    inFlight.enter(request);
    ExchangeWait pause = tokens.pause(since);
    if (pause != null) {
      inFlight.leave(request); // or the exchange would wait for what waits for it
    }
    return pause;
  }

  /** Blocks for a request that {@link #enter} has told to wait, until it may go. */
  String await(Object request, long since) {
    String authorization = tokens.authorization();
    watch.goesOn(since);
    inFlight.enter(request);
    return authorization;
  }

  /** A request that was told to wait, or was not, goes now. */
  public void goesOn(long since) {
    watch.goesOn(since);
  }

  /** A request was answered, or has failed. */
  public void leave(Object request) {
    inFlight.leave(request);
  }

  /** The value of the Authorization field as it is now, or null; waits for nothing. */
  public String present() {
    return tokens.present();
  }

  /** Whether this is the value of an Authorization field with a token of the agent's. */
  public boolean isIssued(String authorization) {
    return tokens.isIssued(authorization);
  }

  /**
   * Tells the listener that a hop goes out so.
   *
   * @param authorization of the agent's, or null; it is given back
   * @param query encoded, or null
   */
  public String injected(String authorization, String query) {
    if (authorization != null) {
      listener.injected();
      if (!policy.isHeaderDecisive(query)) {
        listener.otherTokenInQuery();
      }
    }
    return authorization;
  }

  public QueryTokenReplacement queryTokens() {
    return new QueryTokenReplacement(tokens);
  }
}

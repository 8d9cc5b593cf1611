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
  private final QuotaReader quota;

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
    this.quota = new QuotaReader(tokens, listener);
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

  public QuotaReader quota() {
    return quota;
  }

  /** The state's own time, in milliseconds. */
  public long now() {
    return tokens.millis();
  }

  /** For the requests of one client: what is in it may be in flight. */
  public <R extends GatewayRequest> WeakIdentityMap<R> newRequests() {
    WeakIdentityMap<R> requests = new WeakIdentityMap<>();
    inFlight.watch(requests);
    return requests;
  }

  /**
   * A request to the gateway begins, and goes at once if it can. It counts as in flight before the
   * token is asked for, so that an exchange which begins meanwhile either waits for it or delays
   * it.
   *
   * @param now the state's own time, in milliseconds
   * @return the value of the Authorization field; null: {@link #enter} says what to wait for
   */
  public String enterAtOnce(GatewayRequest request, long now) {
    watch.begins();
    request.given(now);
    return tokens.atOnce(now);
  }

  /**
   * The same for a request that cannot go at once.
   *
   * @param since when it was first about to begin, in the state's own time, in milliseconds
   * @return what it must wait for, during which it does not count; null: it may go now
   */
  public ExchangeWait enter(GatewayRequest request, long since) {
    request.given(now());
    ExchangeWait pause = tokens.pause(since);
    if (pause != null) {
      request.answered(); // or the exchange would wait for what waits for it
    }
    return pause;
  }

  /** Blocks for a request that {@link #enter} has told to wait, until it may go. */
  String await(GatewayRequest request, long since) {
    String authorization = tokens.authorization();
    watch.goesOn(since);
    request.given(now());
    return authorization;
  }

  /** A request that was told to wait, or was not, goes now. */
  public void goesOn(long since) {
    watch.goesOn(since);
  }

  /** A request was answered, or has failed. */
  public void leave(GatewayRequest request) {
    request.answered();
  }

  /** The value of the Authorization field as it is now, or null; waits for nothing. */
  public String present() {
    return tokens.present();
  }

  /** Whether this is the value of an Authorization field with a token of the agent's. */
  public boolean isIssued(String authorization) {
    return tokens.isIssued(authorization);
  }

  /** Whether this very object was given to a request: a program may have set an equal value. */
  boolean isGiven(String authorization) {
    return tokens.isGiven(authorization);
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

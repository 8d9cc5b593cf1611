package io.centraltoken.agent.request;

import io.centraltoken.agent.bootstrap.BridgeCallbacks;
import io.centraltoken.agent.token.Pause;
import io.centraltoken.agent.token.TokenRecovery;
import io.centraltoken.agent.token.TokenState;
import java.lang.invoke.MethodHandle;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

/**
 * Decides for each hop whether it gets the token: scheme, host and port are the gateway's, and it
 * is no token request. Called by application threads; a request elsewhere costs three comparisons.
 */
public class RequestAuthorizer extends BridgeCallbacks {
  private static final String AUTHORIZATION = "Authorization";

  private final GatewayRequests requests;
  private final TokenState tokens;
  private final InFlight inFlight;
  private final TokenThreadWatch watch;
  private final RequestListener listener;
  private final QueryTokens queryTokens;
  private final UrlConnectionReplays replays;
  private final HttpClientHops hops;

  /** Connections of a vendor whose request has started. */
  private final WeakIdentityMap<Boolean> begun = new WeakIdentityMap<>();

  /** Connections that were given a token, for one hop at least. */
  private final WeakIdentityMap<Boolean> given = new WeakIdentityMap<>();

  /**
   * @param firstRequest counted down by the first request to the gateway, for the token thread
   */
  public RequestAuthorizer(
      GatewayRequests requests,
      TokenRecovery recovery,
      InFlight inFlight,
      CountDownLatch firstRequest,
      RequestListener listener) {
    this.requests = requests;
    this.tokens = recovery.state();
    this.replays = new UrlConnectionReplays(requests, recovery, inFlight, listener);
    this.inFlight = inFlight;
    this.watch = new TokenThreadWatch(firstRequest, tokens, listener);
    this.hops = new HttpClientHops(requests, tokens, inFlight, watch, listener);
    this.listener = listener;
    this.queryTokens = new QueryTokens(tokens);
  }

  @Override
  protected final String authorization(Object connection, URL url, String own) {
    replays.begins(connection);
    if (!requests.contain(url) || (own != null && requests.keepOwn())) {
      return null;
    }
    watch.begins();
    inFlight.enter(connection);
    long since = tokens.now().toEpochMilli();
    String authorization;
    if (tokens.pause(since) == null) {
      authorization = tokens.present();
    } else {
      listener.held();
      inFlight.leave(connection); // or the exchange would wait for what waits for it
      authorization = tokens.authorization();
      watch.goesOn(since);
      inFlight.enter(connection);
    }
    if (authorization != null) {
      given.putIfAbsent(connection, true);
    }
    return requests.injected(authorization, url.getQuery(), listener);
  }

  @Override
  protected final void begin(Object connection) {
    HttpURLConnection vendors = (HttpURLConnection) connection;
    if (begun.putIfAbsent(connection, true) == null && requests.contain(vendors.getURL())) {
      String own = vendors.getRequestProperty(AUTHORIZATION);
      String value = authorization(connection, vendors.getURL(), own);
      if (value != null) {
        vendors.setRequestProperty(AUTHORIZATION, value);
        vendors.setInstanceFollowRedirects(false);
      }
    }
  }

  @Override
  protected final String authorization(URI uri, String method, Object request) {
    return hops.authorization(uri, method, request);
  }

  /** No java.net.http before Java 11. */
  @Override
  protected Object userHeaders(Object headers, Map<?, ?> added) {
    return headers;
  }

  /** A request that begins where a token may die: null, or what it waits for and then goes on. */
  protected final Pause begin(Object request, Hop hop, long now) {
    return hops.begin(request, hop, now);
  }

  /** A request of java.net.http to the gateway that is about to begin, perhaps again. */
  protected final Hop hop(Object request, Executor executor, long now) {
    return hops.of(request, executor, now);
  }

  /** Null if the request does not go to the gateway. */
  protected final Hop hop(Object request) {
    return hops.of(request);
  }

  protected final void end(Object request) {
    inFlight.leave(request);
  }

  @Override
  protected Object begin(Object exchange, Object request, Object executor, MethodHandle again) {
    return null;
  }

  @Override
  protected Object response(
      Object future, Object exchange, Object request, MethodHandle[] readers) {
    return future;
  }

  @Override
  protected boolean sendsAgain(Object exchange) {
    return false;
  }

  @Override
  protected final boolean isRefused(
      Object request, URI uri, int status, Map<String, List<String>> answer) {
    if (status != 401) {
      return false;
    }
    requests.refusedElsewhere(uri, answer, listener);
    Hop hop = hop(request);
    return hop != null && hop.authorization() != null;
  }

  @Override
  protected final boolean isLeftover(Object connection, String authorization) {
    return tokens.isIssued(authorization) && given.get(connection) != null;
  }

  @Override
  protected final boolean isRefused(
      Object connection, URL url, String authorization, Map<String, List<String>> answer) {
    boolean isOurs = isOurs(url, authorization);
    if (isOurs) {
      replays.refused(connection, url, authorization, answer);
    } else {
      requests.refusedElsewhere(url, answer, listener);
    }
    return isOurs;
  }

  @Override
  protected final void refused(URL url, String authorization, Map<String, List<String>> answer) {
    if (isOurs(url, authorization)) {
      replays.lost(url, authorization, answer);
    }
  }

  @Override
  protected final void wrote(Object connection, URL url, byte[] part, int offset, int length) {
    replays.wrote(connection, url, part, offset, length);
  }

  @Override
  protected final byte[] keptBody(
      Object connection, URL url, String authorization, Map<String, List<String>> answer) {
    return isOurs(url, authorization)
        ? replays.keptBody(connection, url, authorization, answer)
        : null;
  }

  @Override
  protected final boolean isKeptBodySent(Object connection) {
    return replays.isKeptBodySent(connection);
  }

  private boolean isOurs(URL url, String authorization) {
    return requests.contain(url) && tokens.isIssued(authorization);
  }

  @Override
  protected Object shown(Object optional, Object owner) {
    return optional;
  }

  @Override
  protected Object publisher(Object publisher, Object request) {
    return publisher;
  }

  @Override
  protected final boolean mayReplay(Object connection) {
    return replays.mayReplay(connection);
  }

  @Override
  protected final boolean replays(Object connection) {
    return replays.replays(connection);
  }

  @Override
  protected final int extraRounds(Object connection) {
    return replays.rounds(connection);
  }

  @Override
  protected final String requestLine(String line, URL url, String authorization) {
    return queryTokens.replaced(line, requests.contain(url) ? authorization : null);
  }

  @Override
  protected Object requestTarget(Object target, Object request) {
    return target;
  }

  protected final QueryTokens queryTokens() {
    return queryTokens;
  }

  protected final RequestListener listener() {
    return listener;
  }

  protected final boolean isIssued(String authorization) {
    return tokens.isIssued(authorization);
  }

  @Override
  protected final void suppressed(Throwable failure) {
    listener.suppressed(failure);
  }
}

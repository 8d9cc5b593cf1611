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

/**
 * Decides for each hop whether it gets the token: scheme, host and port are the gateway's, and it
 * is no token request. Called by application threads; a request elsewhere costs three comparisons.
 */
public class RequestAuthorizer extends BridgeCallbacks {
  /** In the map of the sent: without a token. In that of the refused: its one replay was made. */
  private static final String NONE = "";

  /**
   * In the map of the sent: its exchange has begun, and is not held. Before that nothing is decided
   * for a hop: where the client has a CookieHandler, the JDK asks for the headers before it begins.
   */
  private static final String UNDECIDED = "?";

  private static final String AUTHORIZATION = "Authorization";

  private final GatewayRequests requests;
  private final TokenState tokens;
  private final TokenRecovery recovery;
  private final InFlight inFlight;
  private final TokenThreadWatch watch;
  private final RequestListener listener;
  private final QueryTokens queryTokens;

  /** Connections of a vendor whose request has started. */
  private final WeakIdentityMap<Boolean> begun = new WeakIdentityMap<>();

  /** Hops of java.net.http to the gateway, and what they carry. */
  private final WeakIdentityMap<String> sent = new WeakIdentityMap<>();

  /** Connections that were answered with 401, and the token that was refused. */
  private final WeakIdentityMap<String> refused = new WeakIdentityMap<>();

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
    this.recovery = recovery;
    this.inFlight = inFlight;
    this.watch = new TokenThreadWatch(firstRequest, tokens, listener);
    this.listener = listener;
    this.queryTokens = new QueryTokens(tokens);
  }

  @Override
  protected final String authorization(Object connection, URL url, String own) {
    if (!requests.contain(url) || (own != null && requests.keepOwn())) {
      return null;
    }
    watch.begins();
    inFlight.enter(connection);
    long since = tokens.now().toEpochMilli();
    if (tokens.pause(since) == null) {
      return injected(tokens.present(), url.getQuery());
    }
    listener.held();
    inFlight.leave(connection); // or the exchange would wait for what waits for it
    String authorization = tokens.authorization();
    watch.goesOn(since);
    inFlight.enter(connection);
    return injected(authorization, url.getQuery());
  }

  private String injected(String authorization, String query) {
    if (authorization != null) {
      listener.injected();
      if (!requests.countTheHeader(query)) {
        listener.otherTokenInQuery();
      }
    }
    return authorization;
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
    String first = requests.contain(uri, method) ? sent.get(request) : null;
    if (UNDECIDED.equals(first)) {
      first = injected(tokens.present(), uri.getRawQuery());
      sent.put(request, first == null ? NONE : first);
    }
    return NONE.equals(first) ? null : first;
  }

  /** No java.net.http before Java 11. */
  @Override
  protected Object userHeaders(Object headers, Map<?, ?> added) {
    return headers;
  }

  /** A request that begins where a token may die: null, or what it waits for and then goes on. */
  protected final Pause begin(Object request, long since) {
    watch.begins();
    inFlight.enter(request);
    Pause pause = tokens.pause(since);
    if (pause != null) {
      listener.held();
      inFlight.leave(request);
    } else {
      sent.put(request, UNDECIDED);
      watch.goesOn(since);
    }
    return pause;
  }

  protected final void end(Object request) {
    inFlight.leave(request);
  }

  @Override
  protected Object begin(Object exchange, Object request, Object executor, MethodHandle again) {
    return null;
  }

  @Override
  protected Object response(Object future, Object exchange, Object request, MethodHandle headers) {
    return future;
  }

  @Override
  protected boolean sendsAgain(Object exchange) {
    return false;
  }

  @Override
  protected final boolean isRefused(Object request, int status) {
    return status == 401 && sentWith(request) != null;
  }

  @Override
  protected final boolean isIssued(String authorization) {
    return tokens.isIssued(authorization);
  }

  @Override
  protected final boolean isRefused(
      Object connection, URL url, String authorization, Map<String, List<String>> answer) {
    if (!requests.contain(url) || !tokens.isIssued(authorization)) {
      return false;
    }
    if (requests.mayBeReplayed() && requests.wereRefused(url.getQuery(), answer)) {
      refused.putIfAbsent(connection, authorization);
    }
    return true;
  }

  @Override
  protected final void refused(
      int length, URL url, String authorization, Map<String, List<String>> answer) {
    if (requests.contain(url)
        && tokens.isIssued(authorization)
        && requests.wereRefused(url.getQuery(), answer)) {
      if (length != -1) {
        listener.notReplayable();
      }
      recovery.ask(authorization);
    }
  }

  @Override
  protected Object publisher(Object publisher, Object request) {
    return publisher;
  }

  @Override
  protected final boolean replays(Object connection) {
    inFlight.leave(connection);
    String authorization = refused.get(connection);
    if (authorization == null || authorization.equals(NONE)) {
      return false;
    }
    refused.put(connection, NONE);
    boolean again = recovery.await(authorization);
    if (again) {
      listener.replayed();
    }
    return again;
  }

  @Override
  protected final long fixedLength(URL url, long length) {
    return requests.mayKeep(length) && requests.contain(url) ? -1 : length;
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

  @Override
  protected final void suppressed(Throwable failure) {
    listener.suppressed(failure);
  }

  /** The token that a hop carries, or null. */
  protected final String sentWith(Object request) {
    String value = sent.get(request);
    return NONE.equals(value) || UNDECIDED.equals(value) ? null : value;
  }
}

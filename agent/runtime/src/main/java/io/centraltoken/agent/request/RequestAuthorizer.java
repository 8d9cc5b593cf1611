package io.centraltoken.agent.request;

import io.centraltoken.agent.bootstrap.BridgeCallbacks;
import io.centraltoken.agent.config.Origin;
import io.centraltoken.agent.token.TokenState;
import java.net.URI;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * Decides for each hop whether it gets the token: scheme, host and port are the gateway's, and it
 * is no token request. Called by application threads; a request elsewhere costs three comparisons.
 */
public class RequestAuthorizer extends BridgeCallbacks {
  private final Origin gateway;
  private final String tokenPath;
  private final TokenState tokens;
  private final CountDownLatch firstRequest;
  private final Consumer<Throwable> suppressed;

  /** Requests of java.net.http that go out without a token, by identity, until they are gone. */
  private final Map<Object, Boolean> without = Collections.synchronizedMap(new WeakHashMap<>());

  /**
   * @param tokenUrl of the agent's own calls, which must not wait for themselves; its path is left
   *     alone at the gateway, wherever it lies
   * @param firstRequest counted down by the first request to the gateway: only then, or some
   *     seconds later, the token thread begins
   */
  public RequestAuthorizer(
      Origin gateway,
      URI tokenUrl,
      TokenState tokens,
      CountDownLatch firstRequest,
      Consumer<Throwable> suppressed) {
    this.gateway = gateway;
    this.tokenPath = gateway.isOf(tokenUrl) ? tokenUrl.getPath() : null;
    this.tokens = tokens;
    this.firstRequest = firstRequest;
    this.suppressed = suppressed;
  }

  @Override
  protected final String authorization(URL url) {
    return gateway.isOf(url) && !isTokenRequest(url.getPath()) ? token() : null;
  }

  @Override
  protected final String authorization(URI uri, String method, Object request) {
    if (!gateway.isOf(uri) || "CONNECT".equals(method) || isTokenRequest(uri.getPath())) {
      return null;
    }
    if (without.containsKey(request)) {
      return null;
    }
    String token = token();
    if (token == null) {
      without.put(request, Boolean.TRUE);
    }
    return token;
  }

  /** No java.net.http before Java 11, and so nobody who asks. */
  @Override
  protected Object userHeaders(Object headers, Map<?, ?> added) {
    return headers;
  }

  @Override
  protected final boolean isIssued(String authorization) {
    return tokens.isIssued(authorization);
  }

  @Override
  protected final void suppressed(Throwable failure) {
    suppressed.accept(failure);
  }

  private String token() {
    firstRequest.countDown();
    return tokens.authorization();
  }

  private boolean isTokenRequest(String path) {
    if (path == null || !path.startsWith("/oauth2")) {
      return path != null && path.equals(tokenPath);
    }
    return path.length() == 7 || path.charAt(7) == '/' || path.equals(tokenPath);
  }
}

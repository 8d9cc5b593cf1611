package io.centraltoken.agent.request;

import io.centraltoken.agent.bootstrap.BridgeCallbacks;
import io.centraltoken.agent.config.Origin;
import io.centraltoken.agent.token.TokenState;
import java.net.URI;
import java.net.URL;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * Decides for each hop whether it gets the token: scheme, host and port are the gateway's, and it
 * is no token request. Called by application threads; a request elsewhere costs three comparisons.
 */
public class RequestAuthorizer extends BridgeCallbacks {
  private final Origin gateway;
  private final TokenState tokens;
  private final CountDownLatch firstRequest;
  private final Consumer<Throwable> suppressed;

  /**
   * @param firstRequest counted down by the first request to the gateway: only then, or some
   *     seconds later, the token thread begins
   */
  public RequestAuthorizer(
      Origin gateway,
      TokenState tokens,
      CountDownLatch firstRequest,
      Consumer<Throwable> suppressed) {
    this.gateway = gateway;
    this.tokens = tokens;
    this.firstRequest = firstRequest;
    this.suppressed = suppressed;
  }

  @Override
  protected final String authorization(URL url) {
    return gateway.isOf(url) && !isTokenRequest(url.getPath()) ? token() : null;
  }

  @Override
  protected final String authorization(URI uri, String method) {
    return isForGateway(uri, method) ? token() : null;
  }

  /** No java.net.http before Java 11, and so nobody who asks. */
  @Override
  protected Object userHeaders(Object headers, URI uri, String method) {
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

  /**
   * Whether {@link #authorization(URI, String)} supplies the field for this hop, asked without
   * waiting.
   */
  protected final boolean isSupplied(URI uri, String method) {
    return isForGateway(uri, method) && tokens.isUsable();
  }

  private boolean isForGateway(URI uri, String method) {
    return gateway.isOf(uri) && !"CONNECT".equals(method) && !isTokenRequest(uri.getPath());
  }

  private String token() {
    firstRequest.countDown();
    return tokens.authorization();
  }

  private static boolean isTokenRequest(String path) {
    return path != null
        && path.startsWith("/oauth2")
        && (path.length() == 7 || path.charAt(7) == '/');
  }
}

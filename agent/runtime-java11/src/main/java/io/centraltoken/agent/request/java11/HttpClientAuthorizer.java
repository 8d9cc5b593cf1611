package io.centraltoken.agent.request.java11;

import io.centraltoken.agent.config.Origin;
import io.centraltoken.agent.request.RequestAuthorizer;
import io.centraltoken.agent.token.TokenState;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/**
 * What needs the types of java.net.http, which Java 8 does not have. Found by name, see
 * AgentRuntime.
 */
public final class HttpClientAuthorizer extends RequestAuthorizer {
  private static final BiPredicate<String, String> NO_AUTHORIZATION =
      (name, value) -> !name.equalsIgnoreCase("Authorization");

  public HttpClientAuthorizer(
      Origin gateway,
      TokenState tokens,
      CountDownLatch firstRequest,
      Consumer<Throwable> suppressed) {
    super(gateway, tokens, firstRequest, suppressed);
  }

  /**
   * The user's headers win over those that the client adds, so the user's Authorization must go
   * where the agent's is added.
   */
  @Override
  protected Object userHeaders(Object headers, URI uri, String method) {
    HttpHeaders user = (HttpHeaders) headers;
    if (!isSupplied(uri, method) || user.firstValue("Authorization").isEmpty()) {
      return headers;
    }
    return HttpHeaders.of(user.map(), NO_AUTHORIZATION);
  }
}

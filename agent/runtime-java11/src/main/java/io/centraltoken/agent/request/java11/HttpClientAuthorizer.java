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
    return HttpHeaders.of(user.map(), new NoAuthorization());
  }

  /** A class, because this one is initialised in premain, where the JVM's first lambda is dear. */
  private static final class NoAuthorization implements BiPredicate<String, String> {
    @Override
    public boolean test(String name, String value) {
      return !name.equalsIgnoreCase("Authorization");
    }
  }
}

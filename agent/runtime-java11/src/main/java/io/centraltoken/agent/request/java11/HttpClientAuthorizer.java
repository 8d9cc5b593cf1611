package io.centraltoken.agent.request.java11;

import io.centraltoken.agent.config.Origin;
import io.centraltoken.agent.request.RequestAuthorizer;
import io.centraltoken.agent.token.TokenState;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
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
      URI tokenUrl,
      TokenState tokens,
      CountDownLatch firstRequest,
      Consumer<Throwable> suppressed) {
    super(gateway, tokenUrl, tokens, firstRequest, suppressed);
  }

  /**
   * The user's headers win over those that the client adds, so the user's Authorization must go
   * where the agent's was added; where it was not, the user's stays.
   */
  @Override
  protected Object userHeaders(Object headers, Map<?, ?> added) {
    HttpHeaders user = (HttpHeaders) headers;
    if (user.firstValue("Authorization").isEmpty()
        || !(added.get("Authorization") instanceof List)) {
      return headers;
    }
    for (Object value : (List<?>) added.get("Authorization")) {
      if (isIssued((String) value)) {
        return HttpHeaders.of(user.map(), new NoAuthorization());
      }
    }
    return headers;
  }

  /** A class, because this one is initialised in premain, where the JVM's first lambda is dear. */
  private static final class NoAuthorization implements BiPredicate<String, String> {
    @Override
    public boolean test(String name, String value) {
      return !name.equalsIgnoreCase("Authorization");
    }
  }
}

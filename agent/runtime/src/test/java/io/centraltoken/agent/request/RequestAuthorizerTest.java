package io.centraltoken.agent.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.config.Origin;
import io.centraltoken.agent.token.TokenState;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a request is one for the token; that it then gets it is seen on the wire. */
class RequestAuthorizerTest {
  private final CountDownLatch firstRequest = new CountDownLatch(1);
  private final TokenState tokens =
      new TokenState(Clock.systemUTC(), Duration.ZERO, Duration.ofMillis(1));
  private final RequestAuthorizer authorizer =
      new RequestAuthorizer(
          Origin.of(URI.create("https://gateway.example")),
          tokens,
          firstRequest,
          failure -> {
            throw new AssertionError(failure);
          });

  @ParameterizedTest
  @ValueSource(strings = {"/central/v2/sites", "", "/oauth2x", "/a/oauth2/token", "/OAUTH2/token"})
  void asksForATokenForTheGateway(String path) throws Exception {
    URI uri = URI.create("https://gateway.example" + path);
    assertThat(authorizer.authorization(uri.toURL())).as("there is none yet").isNull();
    assertThat(firstRequest.getCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://gateway.example/oauth2/token",
        "https://gateway.example/oauth2",
        "https://gateway.example/oauth2/authorize/central/api/login",
        "https://elsewhere.example/central/v2/sites",
        "http://gateway.example/central/v2/sites"
      })
  void leavesTokenRequestsAndOtherOriginsAlone(String uri) throws Exception {
    assertThat(authorizer.authorization(URI.create(uri).toURL())).isNull();
    assertThat(authorizer.authorization(URI.create(uri), "GET")).isNull();
    assertThat(firstRequest.getCount()).isOne();
  }

  @Test
  void leavesTheProxysConnectAlone() {
    URI uri = URI.create("https://gateway.example/central/v2/sites");
    assertThat(authorizer.authorization(uri, "CONNECT")).isNull();
    assertThat(firstRequest.getCount()).isOne();
    assertThat(authorizer.authorization(uri, "GET")).isNull();
    assertThat(firstRequest.getCount()).isZero();
  }
}

package io.centraltoken.agent.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.config.Origin;
import io.centraltoken.agent.token.Published;
import io.centraltoken.agent.token.TokenPair;
import io.centraltoken.agent.token.TokenRecovery;
import io.centraltoken.agent.token.TokenState;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
          new GatewayRequests(
              Origin.of(URI.create("https://gateway.example")),
              URI.create("https://gateway.example/another/token"),
              true,
              1024),
          new TokenRecovery(tokens, Duration.ofMillis(1)),
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
        "https://gateway.example/another/token",
        "https://gateway.example/oauth2/authorize/central/api/login",
        "https://elsewhere.example/central/v2/sites",
        "http://gateway.example/central/v2/sites"
      })
  void leavesTokenRequestsAndOtherOriginsAlone(String uri) throws Exception {
    assertThat(authorizer.authorization(URI.create(uri).toURL())).isNull();
    assertThat(authorizer.authorization(URI.create(uri), "GET", this)).isNull();
    assertThat(firstRequest.getCount()).isOne();
  }

  @Test
  void leavesTheProxysConnectAlone() {
    URI uri = URI.create("https://gateway.example/central/v2/sites");
    assertThat(authorizer.authorization(uri, "CONNECT", this)).isNull();
    assertThat(firstRequest.getCount()).isOne();
    assertThat(authorizer.authorization(uri, "GET", this)).isNull();
    assertThat(firstRequest.getCount()).isZero();
  }

  /** HTTP/1.1 asks for the user's headers first, HTTP/2 last: an answer that changed is a gap. */
  @Test
  void keepsToItsFirstNoForOneRequest() {
    URI uri = URI.create("https://gateway.example/central/v2/sites");
    Object first = new Object();
    assertThat(authorizer.authorization(uri, "GET", first)).isNull();
    Published.publish(
        tokens, TokenPair.of("access", "refresh", Instant.now(), Duration.ofHours(2), 1));
    assertThat(authorizer.authorization(uri, "GET", first)).isNull();
    assertThat(authorizer.authorization(uri, "GET", new Object())).isEqualTo("Bearer access");
  }
}

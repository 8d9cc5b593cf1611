package io.centraltoken.agent.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.config.SettingException;
import io.centraltoken.agent.token.TokenRecovery;
import io.centraltoken.agent.token.TokenState;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A program that calls the gateway by another name gets no token, and nobody knows why. */
class RejectedElsewhereTest {
  private static final URI ELSEWHERE = URI.create("https://user:secret@alias.example:8443/v2");
  private static final String SAID = "rejected by https://alias.example 8443";

  private final RecordedRequests events = new RecordedRequests();
  private final UrlConnectionAuthorizer authorizer;

  RejectedElsewhereTest() throws SettingException {
    InFlight inFlight = new InFlight(Clock.systemUTC(), Duration.ZERO);
    TokenState tokens = new TokenState(Clock.systemUTC(), Duration.ZERO, Duration.ZERO, inFlight);
    authorizer =
        new UrlConnectionAuthorizer(
            new GatewayTraffic(
                TestGateway.policy("central.replay.buffer=1024"),
                new TokenRecovery(tokens, Duration.ZERO),
                inFlight,
                new FirstRequest(),
                events));
  }

  @Test
  void isToldOfHttpUrlConnection() throws Exception {
    authorizer.isRejected("c", ELSEWHERE.toURL(), null, challenge("Basic realm=\"service\""));
    assertThat(events.events()).isEmpty();
    authorizer.isRejected("c", ELSEWHERE.toURL(), null, challenge("Bearer realm=\"service\""));
    assertThat(events.events()).containsExactly(SAID);
  }

  /** The program's own token, or its own login: the setting is right. */
  @Test
  void isNotToldOfTheGateway() throws Exception {
    for (String path : List.of("/central/v2/sites", "/oauth2/token")) {
      URI gateway = URI.create("https://gateway.example" + path);
      Map<String, List<String>> answer = challenge("Bearer realm=\"service\"");
      authorizer.isRejected("connection", gateway.toURL(), "Bearer own", answer);
    }
    assertThat(events.events()).isEmpty();
  }

  private static Map<String, List<String>> challenge(String value) {
    return Map.of("www-authenticate", List.of(value));
  }
}

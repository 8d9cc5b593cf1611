package io.centraltoken.agent.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.observe.Log;
import io.centraltoken.agent.observe.RequestEvents;
import io.centraltoken.agent.token.Published;
import io.centraltoken.agent.token.TokenRecovery;
import io.centraltoken.agent.token.TokenState;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the agent allocates for a request by HttpURLConnection, in the order in which the JDK asks.
 * On JDK 17 it was 144 bytes with both compilers and 184 in the interpreter, with references of 8
 * bytes 192 and 240. Which of them a JVM reaches is its own business, so the bound is above all.
 */
class UrlConnectionAllocationTest {
  private static final long GATEWAY_BYTES = 256;

  private final Clock clock = Clock.systemUTC();
  private final InFlight inFlight = new InFlight(clock, Duration.ofSeconds(1));
  private final TokenState tokens =
      new TokenState(clock, Duration.ofSeconds(1), Duration.ofSeconds(1), inFlight);
  private UrlConnectionAuthorizer authorizer;

  @BeforeEach
  void publish() throws Exception {
    Published.publish(tokens, "access");
    authorizer =
        new UrlConnectionAuthorizer(
            new GatewayTraffic(
                TestGateway.policy("central.replay=true"),
                new TokenRecovery(tokens, Duration.ofSeconds(1)),
                inFlight,
                new FirstRequest(),
                new RequestEvents(Log.to(System.err, false))));
  }

  @Test
  void allocatesNothingForAnotherOrigin() throws Exception {
    URL gateway = new URL("https://gateway.example/central/v2/sites");
    assertThat(authorizer.authorization(this, gateway, null)).as("one is known").isNotNull();
    URL url = new URL("https://elsewhere.example/central/v2/sites");
    Object connection = new Object();
    assertThat(AllocatedBytes.perOperation(() -> request(connection, url), 0)).isZero();
  }

  @Test
  void allocatesTheRecordOfARequestToTheGateway() throws Exception {
    URL url = new URL("https://gateway.example/central/v2/sites");
    Runnable request = () -> request(new Object(), url);
    assertThat(AllocatedBytes.perOperation(request, GATEWAY_BYTES))
        .isLessThanOrEqualTo(GATEWAY_BYTES);
  }

  private void request(Object connection, URL url) {
    authorizer.isLeftover(connection, null);
    authorizer.authorization(connection, url, null);
    authorizer.mayReplay(connection);
    authorizer.extraRounds(connection);
  }
}

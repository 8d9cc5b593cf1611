package io.centraltoken.agent.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.oauth.TokenPair;
import io.centraltoken.agent.token.Published;
import io.centraltoken.agent.token.TokenRecovery;
import io.centraltoken.agent.token.TokenState;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Streamed bodies that are kept beside the stream; that they arrive is seen on the wire. */
class UrlConnectionReplaysTest {
  private static final Map<String, List<String>> INVALID =
      Map.of("WWW-Authenticate", List.of("Bearer error=\"invalid_token\""));

  private final Clock clock = Clock.systemUTC();
  private final InFlight inFlight = new InFlight(clock, Duration.ofHours(1));
  private final TokenState tokens =
      new TokenState(clock, Duration.ZERO, Duration.ofMillis(1), inFlight);
  private final RecordedRequests events = new RecordedRequests();
  private UrlConnectionReplays replays;
  private URL url;

  @BeforeEach
  void connect() throws Exception {
    url = new URL("https://gateway.example/central/v2/sites");
    replays = replays("central.replay.buffer=1024");
  }

  @Test
  void givesTheWholeBodyOnceAfterAnotherTokenCame() {
    replace();
    replays.wrote("connection", url, new byte[] {9, 1, 2, 3, 9}, 1, 3);
    replays.wrote("connection", url, new byte[] {4}, 0, 1);
    replays.wrote("connection", url, new byte[1], 0, 2); // the JDK throws
    assertThat(keptBody("connection", "Bearer access")).containsExactly(1, 2, 3, 4);
    assertThat(replays.isKeptBodySent("connection")).isFalse();
    assertThat(replays.mayReplay("connection")).isTrue();
    assertThat(replays.replays("connection")).isTrue();
    assertThat(replays.isKeptBodySent("connection")).as("the JDK asks before it sends").isFalse();
    replays.begins("connection");
    assertThat(replays.isKeptBodySent("connection")).isTrue();
    assertThat(keptBody("connection", "Bearer next")).as("once").isNull();
    assertThat(replays.mayReplay("connection")).isFalse();
    assertThat(events.events()).containsExactly("replayed");
  }

  /** Two rotations may meet one call; each of its hops is a request. */
  @Test
  void sendsEachHopOfARedirectOnceMore() throws Exception {
    replace();
    replays.refused("connection", url, "Bearer access", INVALID);
    assertThat(replays.mayReplay("connection") && replays.replays("connection")).isTrue();
    replays.refused("connection", url, "Bearer access", INVALID);
    assertThat(replays.mayReplay("connection")).as("the same hop").isFalse();
    URL next = new URL("https://gateway.example/next");
    replays.refused("connection", next, "Bearer access", INVALID);
    assertThat(replays.mayReplay("connection") && replays.replays("connection")).isTrue();
    assertThat(replays.rounds("connection")).isEqualTo(2);
  }

  @Test
  void givesAnEmptyBodyThatNothingWasWrittenTo() {
    replace();
    assertThat(keptBody("connection", "Bearer access")).isEmpty();
  }

  @Test
  void keepsNothingThatIsLargerThanTheBuffer() {
    replace();
    replays.wrote("exact", url, new byte[1024], 0, 1024);
    replays.wrote("larger", url, new byte[1024], 0, 1024);
    replays.wrote("larger", url, new byte[1024], 0, 1);
    assertThat(keptBody("exact", "Bearer access")).hasSize(1024);
    assertThat(keptBody("larger", "Bearer access")).isNull();
    assertThat(events.events()).containsExactly("not replayable");
  }

  @Test
  void givesNoBodyWithoutAnotherToken() {
    publish("access");
    replays.wrote("connection", url, new byte[10], 0, 10);
    assertThat(keptBody("connection", "Bearer access")).isNull();
    assertThat(replays.mayReplay("connection")).as("the JDK throws now").isFalse();
  }

  @Test
  void keepsNothingWhereNothingIsReplayed() throws Exception {
    replace();
    replays = replays("central.replay=false");
    replays.wrote("connection", url, new byte[10], 0, 10);
    assertThat(keptBody("connection", "Bearer access")).isNull();
  }

  /** A permission that is missing is no reason to send anything again. */
  @Test
  void leavesOtherRefusalsToTheProgram() {
    replace();
    replays.wrote("connection", url, new byte[10], 0, 10);
    assertThat(replays.keptBody("connection", url, "Bearer access", Map.of())).isNull();
    assertThat(replays.mayReplay("connection")).isFalse();
    assertThat(events.events()).isEmpty();
  }

  private byte[] keptBody(String connection, String token) {
    return replays.keptBody(connection, url, token, INVALID);
  }

  private void replace() {
    publish("access");
    publish("next");
  }

  private void publish(String accessToken) {
    Published.publish(
        tokens, TokenPair.of(accessToken, "refresh", Instant.now(), Duration.ofHours(2), 1));
  }

  private UrlConnectionReplays replays(String setting) throws Exception {
    return new UrlConnectionReplays(
        TestGateway.requests(setting),
        new TokenRecovery(tokens, Duration.ofMillis(1)),
        inFlight,
        events);
  }
}

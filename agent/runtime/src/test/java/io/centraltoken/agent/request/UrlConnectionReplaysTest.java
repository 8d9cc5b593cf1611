package io.centraltoken.agent.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.token.Published;
import io.centraltoken.agent.token.TokenRecovery;
import io.centraltoken.agent.token.TokenState;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
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
  private final UrlConnectionCall call = new UrlConnectionCall();
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
    call.keep(new byte[] {9, 1, 2, 3, 9}, 1, 3, 1024);
    call.keep(new byte[] {4}, 0, 1, 1024);
    call.keep(new byte[1], 0, 2, 1024); // the JDK throws
    assertThat(keptBody(call, "Bearer access")).containsExactly(1, 2, 3, 4);
    assertThat(isKeptBodySent()).isFalse();
    assertThat(replays.mayReplay(call)).isTrue();
    assertThat(replays.replays(call)).isTrue();
    assertThat(isKeptBodySent()).as("the JDK asks before it sends").isFalse();
    replays.begins(call);
    assertThat(isKeptBodySent()).isTrue();
    assertThat(keptBody(call, "Bearer next")).as("once").isNull();
    assertThat(replays.mayReplay(call)).isFalse();
    assertThat(events.events()).containsExactly("replayed");
  }

  /** Two rotations may meet one call; each of its hops is a request. */
  @Test
  void sendsEachHopOfARedirectOnceMore() throws Exception {
    replace();
    replays.rejected(call, url, "Bearer access", INVALID);
    assertThat(replays.mayReplay(call) && replays.replays(call)).isTrue();
    replays.rejected(call, url, "Bearer access", INVALID);
    assertThat(replays.mayReplay(call)).as("the same hop").isFalse();
    URL next = new URL("https://gateway.example/next");
    replays.rejected(call, next, "Bearer access", INVALID);
    assertThat(replays.mayReplay(call) && replays.replays(call)).isTrue();
    assertThat(call.rounds()).isEqualTo(2);
  }

  @Test
  void givesAnEmptyBodyThatNothingWasWrittenTo() {
    replace();
    assertThat(keptBody(call, "Bearer access")).isEmpty();
  }

  @Test
  void keepsNothingThatIsLargerThanTheBuffer() {
    replace();
    UrlConnectionCall exact = new UrlConnectionCall();
    UrlConnectionCall larger = new UrlConnectionCall();
    exact.keep(new byte[1024], 0, 1024, 1024);
    larger.keep(new byte[1024], 0, 1024, 1024);
    larger.keep(new byte[1024], 0, 1, 1024);
    assertThat(keptBody(exact, "Bearer access")).hasSize(1024);
    assertThat(keptBody(larger, "Bearer access")).isNull();
    assertThat(events.events()).containsExactly("not replayable");
  }

  @Test
  void givesNoBodyWithoutAnotherToken() {
    publish("access");
    call.keep(new byte[10], 0, 10, 1024);
    assertThat(keptBody(call, "Bearer access")).isNull();
    assertThat(replays.mayReplay(call)).as("the JDK throws now").isFalse();
  }

  /** A permission that is missing is no reason to send anything again. */
  @Test
  void leavesOtherRejectionsToTheProgram() {
    replace();
    call.keep(new byte[10], 0, 10, 1024);
    assertThat(replays.keptBody(call, url, "Bearer access", Map.of())).isNull();
    assertThat(replays.mayReplay(call)).isFalse();
    assertThat(events.events()).isEmpty();
  }

  private boolean isKeptBodySent() {
    return call.replay() == UrlConnectionCall.Replay.OVER_WITH_KEPT_BODY;
  }

  private byte[] keptBody(UrlConnectionCall of, String token) {
    return replays.keptBody(of, url, token, INVALID);
  }

  private void replace() {
    publish("access");
    publish("next");
  }

  private void publish(String accessToken) {
    Published.publish(tokens, accessToken);
  }

  private UrlConnectionReplays replays(String setting) throws Exception {
    return new UrlConnectionReplays(
        new GatewayTraffic(
            TestGateway.policy(setting),
            new TokenRecovery(tokens, Duration.ofMillis(1)),
            inFlight,
            new FirstRequest(),
            events));
  }
}

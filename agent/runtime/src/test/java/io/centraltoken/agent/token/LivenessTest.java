package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.oauth.TokenTransport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether the token thread can be expected to answer. */
class LivenessTest {
  private final SettableClock clock = new SettableClock();
  private final Liveness liveness = new Liveness(clock);

  @Test
  void isStuckFromTheMomentThatItsWorkTakesLongerThanItMay() {
    assertThat(liveness.isStuck()).as("before it has begun").isFalse();
    liveness.working(Duration.ofSeconds(30));
    assertThat(liveness.isStuck()).isFalse();
    clock.advance(Duration.ofSeconds(30));
    assertThat(liveness.isStuck()).as("just in time").isFalse();
    clock.advance(Duration.ofMillis(1));
    assertThat(liveness.isStuck()).isTrue();
    liveness.resting();
    assertThat(liveness.isStuck()).as("between two turns").isFalse();
  }

  @Test
  void saysWhereTheTokenThreadIs() throws Exception {
    assertThat(liveness.stuckAt()).isEqualTo("an unknown place");
    liveness.working(Duration.ofSeconds(1));
    assertThat(liveness.stuckAt()).contains("getStackTrace");
    Thread ended = new Thread(() -> liveness.working(Duration.ofSeconds(1)));
    ended.start();
    ended.join();
    assertThat(liveness.stuckAt()).isEqualTo("an unknown place");
  }

  /** A login is three calls, each of which may take as long as one call may. */
  @Test
  void isNotStuckWhileOneCallFollowsAnother() throws Exception {
    ScriptedTransport transport = new ScriptedTransport();
    ReportingTransport reporting =
        new ReportingTransport(transport, liveness, Duration.ofSeconds(30));
    transport.beforeReply = () -> clock.advance(Duration.ofSeconds(29));
    for (int call = 0; call < 3; call++) {
      transport.reply(200, "{}");
      TokenTransport.Response response =
          reporting.post(URI.create("https://gateway.example/"), Map.of(), new byte[0]);
      assertThat(new String(response.body, StandardCharsets.UTF_8)).isEqualTo("{}");
      assertThat(liveness.isStuck()).isFalse();
      clock.advance(Duration.ofSeconds(29));
      assertThat(liveness.isStuck()).isFalse();
    }
  }

  @Test
  void passesOnWhetherASettingOfTheTransportHasChanged() {
    for (boolean corrected : new boolean[] {true, false}) {
      TokenTransport transport =
          new TokenTransport() {
            @Override
            public Response post(URI uri, Map<String, String> headers, byte[] body) {
              throw new AssertionError("nothing is sent");
            }

            @Override
            public boolean isCorrected() {
              return corrected;
            }
          };
      assertThat(new ReportingTransport(transport, liveness, Duration.ZERO).isCorrected())
          .isEqualTo(corrected);
    }
  }
}

package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.oauth.TokenPair;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Which requests get the token in one look, because they have nothing to wait for. */
class RequestAtOnceTest {
  private final SettableClock clock = new SettableClock();
  private final TokenState state =
      new TokenState(clock, Duration.ofSeconds(2), Duration.ofSeconds(3), () -> {});

  @Test
  void getsTheTokenWhileNoExchangeIsDue() {
    succeed();
    state.expectExchange(clock.instant().plusMillis(500));
    assertThat(atOnce()).isEqualTo("Bearer access");
    clock.advance(Duration.ofMillis(499));
    assertThat(atOnce()).isEqualTo("Bearer access");
    clock.advance(Duration.ofMillis(1));
    assertThat(atOnce()).as("an exchange is overdue").isNull();
  }

  @Test
  void getsNothingWhileAnExchangeRuns() {
    succeed();
    state.beginExchange();
    assertThat(atOnce()).isNull();
    state.fail();
    assertThat(atOnce()).as("it has failed").isEqualTo("Bearer access");
  }

  @Test
  void getsNothingBeforeThereIsATokenAndAfterItsEnd() {
    assertThat(atOnce()).isNull();
    succeed();
    state.expectExchange(Instant.MAX);
    clock.advance(Duration.ofHours(2));
    assertThat(atOnce()).isNull();
  }

  private String atOnce() {
    return state.atOnce(clock.millis());
  }

  private void succeed() {
    state.succeed(TokenPair.of("access", "refresh", clock.instant(), Duration.ofHours(2), 1));
  }
}

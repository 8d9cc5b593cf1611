package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.oauth.TokenPair;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
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
    assertThat(state.atOnce()).isEqualTo("Bearer access");
    clock.advance(Duration.ofMillis(499));
    assertThat(state.atOnce()).isEqualTo("Bearer access");
    clock.advance(Duration.ofMillis(1));
    assertThat(state.atOnce()).as("an exchange is overdue").isNull();
  }

  @Test
  void getsNothingWhileAnExchangeRuns() {
    succeed();
    state.beginExchange();
    assertThat(state.atOnce()).isNull();
    state.fail();
    assertThat(state.atOnce()).as("it has failed").isEqualTo("Bearer access");
  }

  @Test
  void getsNothingBeforeThereIsATokenAndAfterItsEnd() {
    assertThat(state.atOnce()).isNull();
    succeed();
    state.expectExchange(Instant.MAX);
    clock.advance(Duration.ofHours(2));
    assertThat(state.atOnce()).isNull();
  }

  @Test
  void looksAtTheClockOnce() {
    succeed();
    AtomicInteger looks = new AtomicInteger();
    clock.beforeReading = looks::incrementAndGet;
    assertThat(state.atOnce()).isNotNull();
    assertThat(looks).hasValue(1);
  }

  private void succeed() {
    state.succeed(TokenPair.of("access", "refresh", clock.instant(), Duration.ofHours(2), 1));
  }
}

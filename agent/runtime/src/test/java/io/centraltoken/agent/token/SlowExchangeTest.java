package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.oauth.FailureClass;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows when the token endpoint takes its time. */
class SlowExchangeTest extends RefresherBench {
  /** With short tokens, a slow exchange would else leave a gap as long as it took. */
  @Test
  void countsTheTimeToTheNextExchangeFromTheEndOfThisOne() {
    store.pair = pair("0");
    run();
    transport.pair("1", 100).beforeReply = () -> clock.advance(Duration.ofSeconds(20));
    clock.advance(Duration.ofMinutes(78));
    assertThat(run()).isEqualTo(Duration.ofSeconds(65 - 20));
    transport.fail(FailureClass.PRE_SEND).beforeReply = () -> clock.advance(Duration.ofSeconds(20));
    clock.advance(Duration.ofSeconds(45));
    assertThat(run()).as("15 s in proportion").isEqualTo(Duration.ofMillis(1500));
  }

  /** The next exchange is put off, because two are never that close: until then nothing is bare. */
  @ParameterizedTest
  @CsvSource({"7000, has its end before the next exchange", "7900, ended before it arrived"})
  void goesOnWhereTheTokenDoesNotLastUntilTheNextExchange(long took, String received) {
    store.pair = pair("0");
    run();
    transport.pair("1", 8).beforeReply = () -> clock.advance(Duration.ofMillis(took));
    clock.advance(Duration.ofMinutes(78));
    assertThat(run()).isEqualTo(Duration.ofSeconds(1));
    clock.advance(Duration.ofMillis(900));
    assertThat(state.isUsable()).isFalse();
    assertThat(pauseOfARequest()).as(received).isNotNull();

    transport.pair("2", 7200).beforeReply = () -> {};
    clock.advance(Duration.ofMillis(100));
    run();
    assertThat(pauseOfARequest()).isNull();
    assertThat(state.present()).isEqualTo("Bearer access-2");
  }

  @Test
  void leavesTheServerAloneForAsLongAsItAsks() {
    store.pair = pair("0");
    run();
    transport.headers = Map.of("retry-after", List.of("120"));
    transport.reply(429, "");
    clock.advance(Duration.ofMinutes(78));
    assertThat(run()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void warnsWhenTheRefreshTokenItselfComesToItsEnd() {
    store.pair = pair("0");
    run();
    transport.fail(FailureClass.PRE_SEND).fail(FailureClass.PRE_SEND);
    clock.advance(Duration.ofDays(7));
    run();
    clock.advance(Duration.ofDays(1));
    run();
    assertThat(listener.events)
        .containsExactly(
            "loaded 0", "failed, unusable: scripted", "ends in 7", "failed, unusable: scripted");
  }
}

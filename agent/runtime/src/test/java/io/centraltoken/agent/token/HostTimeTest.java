package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.oauth.FailureClass;
import io.centraltoken.agent.oauth.TokenPair;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Clocks that are set, clocks that stood still, and files from hosts whose clock is wrong. */
class HostTimeTest extends RefresherBench {
  private static final Duration UNTIL_DUE = Duration.ofMinutes(78);

  @Test
  void doesNotMindAClockThatIsSetBack() {
    start(pair("0"));
    host.advance(Duration.ofHours(-5));
    assertThat(refresher.storeHasNews()).isFalse();
    assertThat(state.authorization()).isEqualTo("Bearer access-0");
    assertThat(run()).isEqualTo(UNTIL_DUE);
    assertThat(transport.posted).isEmpty();
  }

  /** Nothing tells a clock that was set from a day in which the machine slept. */
  @Test
  void refreshesAtOnceWhenTheClockJumpsAhead() {
    start(pair("0"));
    host.advance(Duration.ofDays(1));
    transport.pair("1", 7200);
    assertThat(refresher.storeHasNews()).isTrue();
    run();
    assertThat(state.authorization()).isEqualTo("Bearer access-1");
    assertThat(refresher.storeHasNews()).as("once").isFalse();
    assertThat(store.pair.obtainedAt()).as("the host's time").isEqualTo(host.instant());
  }

  @Test
  void keepsItsTokenWhenTheClockJumpsAheadAndTheEndpointIsDown() {
    start(pair("0"));
    host.advance(Duration.ofHours(3));
    transport.fail(FailureClass.PRE_SEND);
    assertThat(refresher.storeHasNews()).isTrue();
    run();
    assertThat(state.authorization()).isEqualTo("Bearer access-0");
  }

  @Test
  void leavesSmallCorrectionsAlone() {
    start(pair("0"));
    for (int minute = 0; minute < 60; minute++) {
      host.advance(Duration.ofSeconds(5));
      assertThat(refresher.storeHasNews()).isFalse();
    }
    assertThat(transport.posted).isEmpty();
  }

  /** Its clock and this JVM's agree on nothing but elapsed time. */
  @Test
  void readsASiblingsPairByTheHostsClock() {
    start(pair("0"));
    host.advance(Duration.ofHours(-5));
    Instant anHourAgo = host.instant().minus(Duration.ofHours(1));
    store.pair = TokenPair.of("access-s", "refresh-s", anHourAgo, Duration.ofHours(2), 3);
    assertThat(run()).isEqualTo(Duration.ofMinutes(18));
    assertThat(state.authorization()).isEqualTo("Bearer access-s");
  }

  @Test
  void findsOutWhetherATokenOfTheFutureIsAlive() {
    clock.advance(Duration.ofHours(-3));
    TokenPair future =
        TokenPair.of(
            "a", "refresh-f", Instant.parse("2026-01-01T00:00:00Z"), Duration.ofHours(2), 0);
    transport.fail(FailureClass.PRE_SEND);
    start(future);
    assertThat(transport.posted).hasSize(1);
    assertThat(state.authorization()).as("in service meanwhile").isEqualTo("Bearer a");
    clock.advance(Duration.ofHours(2));
    assertThat(state.isUsable()).as("no longer than a token lives").isFalse();
  }

  @Test
  void takesADownloadOfAGatewayThatIsALittleAhead() {
    TokenPair ahead =
        TokenPair.of("a", "r", clock.instant().plusSeconds(30), Duration.ofHours(2), 0);
    start(ahead);
    assertThat(transport.posted).isEmpty();
    assertThat(run()).isEqualTo(UNTIL_DUE);
  }

  private void start(TokenPair pair) {
    store.pair = pair;
    run();
  }
}

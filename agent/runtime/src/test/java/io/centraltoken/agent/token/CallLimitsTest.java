package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.oauth.FailureClass;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No storm and no silence, whatever fails at the same time. */
class CallLimitsTest extends RefresherBench {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration UNTIL_DUE = Duration.ofMinutes(78);

  private final TokenRecovery recovery = new TokenRecovery(state, Duration.ofSeconds(10));
  private final List<Instant> calls = new ArrayList<>();
  private boolean rejecting;
  private Instant due = Instant.MIN;

  @BeforeEach
  void start() {
    store.pair = pair("0");
    run();
    clock.advance(UNTIL_DUE);
    transport.beforeReply = () -> calls.add(clock.instant());
  }

  /** Combinations of what the endpoint does and of what the store cannot do. */
  @ParameterizedTest
  @EnumSource(FailureClass.class)
  void callSeldomWhileTheTokenIsUsable(FailureClass failure) {
    for (Runnable fault : storeFaults()) {
      restart();
      fault.run();
      live(Duration.ofMinutes(30), failure);
      assertThat(callsIn(Duration.ZERO, Duration.ofMinutes(10))).isLessThanOrEqualTo(12);
      assertThat(callsIn(Duration.ofMinutes(10), Duration.ofMinutes(30))).isLessThanOrEqualTo(5);
      repair();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureClass.class,
      names = {"PRE_SEND", "THROTTLED", "AMBIGUOUS"})
  void callOnceAMinuteWhileNoTokenIsUsable(FailureClass failure) {
    for (boolean rejected : new boolean[] {false, true}) {
      for (Runnable fault : storeFaults()) {
        restart();
        fault.run();
        rejecting = rejected;
        if (!rejected) {
          clock.advance(Duration.ofHours(2));
        }
        live(Duration.ofHours(1), failure);
        assertThat(calls).hasSizeBetween(45, 70);
        for (int i = 1; i < calls.size(); i++) {
          Duration gap = Duration.between(calls.get(i - 1), calls.get(i));
          assertThat(gap).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(77));
        }
        repair();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void countAFaultOfTheAgentAsAFailedCall(boolean rejected) {
    rejecting = rejected;
    transport.beforeReply =
        () -> {
          calls.add(clock.instant());
          throw new AssertionError("MARKER");
        };
    live(Duration.ofMinutes(10), null);
    assertThat(calls).hasSizeBetween(3, rejected ? 16 : 12);
    assertThat(listener.events)
        .filteredOn(event -> event.contains("internal error"))
        .isNotEmpty()
        .allMatch(event -> event.contains("java.lang.AssertionError at "))
        .noneMatch(event -> event.contains("MARKER"));
  }

  /** The token endpoint is fine, and what it gives is rejected all the same. */
  @Test
  void refreshOnceWhereEachFreshTokenIsRejected() {
    int[] made = {0};
    transport.beforeReply =
        () -> {
          calls.add(clock.instant());
          transport.pair("fresh-" + ++made[0], 7200);
        };
    rejecting = true;
    live(Duration.ofMinutes(16), null);
    assertThat(calls).hasSizeBetween(3, 5);
    for (int i = 2; i < calls.size(); i++) { // the first was due, the second answers a rejection
      assertThat(Duration.between(calls.get(i - 1), calls.get(i)))
          .isGreaterThanOrEqualTo(Duration.ofMinutes(5));
    }
    List<CompletableFuture<Boolean>> requests = new ArrayList<>();
    requests.add(recovery.begin(state.present()));
    recovery.serve(refresher);
    assertThat(requests.get(0)).as("once more with the same, at once").isCompletedWithValue(true);
  }

  /** Also after a restart, and in a process that took the pair from the file. */
  @Test
  void refreshOnceForARejectedTokenInAllProcessesOfTheHost() {
    transport.pair("due", 7200).pair("answer", 7200);
    run();
    clock.advance(Duration.ofMinutes(1));
    rejecting = true;
    live(SECOND.multipliedBy(2), null);
    assertThat(state.present()).isEqualTo("Bearer access-answer");
    RefresherBench sibling = new RefresherBench(Grants::refresh, store) {};
    sibling.clock.advance(Duration.between(sibling.clock.instant(), clock.instant()));
    sibling.run();
    sibling.clock.advance(Duration.ofSeconds(7));
    TokenRecovery asked = new TokenRecovery(sibling.state, Duration.ofSeconds(10));
    CompletableFuture<Boolean> request = asked.begin(sibling.state.present());
    asked.serve(sibling.refresher);
    assertThat(request).as("once more with the same token").isCompletedWithValue(true);
    assertThat(sibling.transport.posted).isEmpty();
  }

  @Test
  void refreshARevokedTokenHoweverYoungOnceEachNodeKnowsIt() {
    transport.pair("1", 7200).pair("2", 7200);
    run();
    clock.advance(Duration.ofSeconds(7));
    CompletableFuture<Boolean> request = recovery.begin(state.present());
    recovery.serve(refresher);
    assertThat(request).isCompletedWithValue(true);
    assertThat(state.present()).isEqualTo("Bearer access-2");
  }

  /** The response was lost, and then the network for a quarter of an hour. */
  @Test
  void findTheEndpointAgainWithinTwoMinutesWhileRequestsAreRejected() {
    rejecting = true;
    transport.fail(FailureClass.AMBIGUOUS);
    live(SECOND, null);
    live(Duration.ofMinutes(15), FailureClass.PRE_SEND);
    Instant back = clock.instant();
    rejecting = false;
    transport.pair("1", 7200);
    while (!"Bearer access-1".equals(state.present())) {
      step();
      assertThat(clock.instant()).isBefore(back.plusSeconds(120));
    }
  }

  @Test
  void honourRetryAfterOnTop() {
    transport.headers = java.util.Map.of("Retry-After", List.of("300"));
    transport.reply(503, "");
    rejecting = true;
    live(Duration.ofSeconds(299), null);
    assertThat(calls).hasSize(1);
  }

  @Test
  void neverCallForARejectedToken() {
    transport.reply(400, "{\"error\":\"invalid_grant\"}");
    rejecting = true;
    live(Duration.ofHours(3), null);
    assertThat(calls).hasSize(1);
  }

  private List<Runnable> storeFaults() {
    return List.of(
        () -> {},
        () -> store.noRoom = true,
        () -> store.full = true,
        this::loseRoomAfterTheIntent,
        () -> {
          store.noRoom = true;
          store.noClaims = true;
        });
  }

  /** The intent is noted, and then the disk is full: its outcome cannot be. */
  private void loseRoomAfterTheIntent() {
    Runnable count = transport.beforeReply;
    transport.beforeReply =
        () -> {
          count.run();
          store.noRoom = true;
        };
  }

  private void restart() {
    calls.clear();
    due = Instant.MIN;
    rejecting = false;
    store.pair = pair("new-" + clock.instant().toEpochMilli());
    run();
    clock.advance(UNTIL_DUE);
    calls.clear();
    transport.beforeReply = () -> calls.add(clock.instant());
  }

  private void repair() {
    store.noRoom = false;
    store.full = false;
    store.noClaims = false;
    rejecting = false;
    clock.advance(Duration.ofDays(2));
  }

  private void live(Duration time, FailureClass failure) {
    Instant end = clock.instant().plus(time);
    while (clock.instant().isBefore(end)) {
      if (failure != null && transport.isAtItsEnd()) {
        transport.fail(failure);
      }
      step();
    }
  }

  /** As the token thread does it, and a request that is rejected each second. */
  private void step() {
    if (!clock.instant().isBefore(due) || refresher.storeHasNews()) {
      due = clock.instant().plus(run());
    }
    String present = state.present();
    if (rejecting && present != null) {
      recovery.ask(present);
    }
    if (recovery.serve(refresher)) {
      due = clock.instant().plus(refresher.untilNext());
    }
    clock.advance(SECOND);
  }

  private long callsIn(Duration from, Duration to) {
    Instant first = calls.isEmpty() ? Instant.MAX : calls.get(0);
    return calls.stream()
        .filter(call -> !call.isBefore(first.plus(from)) && call.isBefore(first.plus(to)))
        .count();
  }
}

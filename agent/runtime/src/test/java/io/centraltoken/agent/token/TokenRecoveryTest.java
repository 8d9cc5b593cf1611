package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What follows when the gateway rejects a token that looked usable. */
class TokenRecoveryTest extends RefresherBench {
  private static final Duration AN_HOUR = Duration.ofHours(1);
  private static final String REJECTED = "Bearer access-0";

  private final TokenRecovery recovery = new TokenRecovery(state, Duration.ofSeconds(10));

  @BeforeEach
  void begin() {
    store.pair = pair("0");
    run();
  }

  @Test
  void sendsAgainAtOnceWhatWasReplacedMeanwhile() {
    assertThat(recovery.begin("Bearer an-older-one")).isCompletedWithValue(true);
    assertThat(recovery.serve(refresher)).as("nothing to do").isFalse();
  }

  @Test
  void refreshesOnceForAllWhoAreRejected() {
    clock.advance(AN_HOUR);
    List<CompletableFuture<Boolean>> requests = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      requests.add(recovery.begin(REJECTED));
    }
    assertThat(requests).noneMatch(CompletableFuture::isDone);
    transport.pair("1", 7200);
    assertThat(recovery.serve(refresher)).isTrue();
    assertThat(requests).allSatisfy(request -> assertThat(request).isCompletedWithValue(true));
    assertThat(transport.posted).hasSize(1);
    assertThat(recovery.serve(refresher)).isFalse();
  }

  @Test
  void looksIntoTheStoreBeforeItRefreshes() {
    clock.advance(AN_HOUR);
    CompletableFuture<Boolean> request = recovery.begin(REJECTED);
    store.pair = pair("sibling");
    recovery.serve(refresher);
    assertThat(request).isCompletedWithValue(true);
    assertThat(transport.posted).isEmpty();
  }

  /** Nodes of the gateway hear of a new token up to 5 s late. */
  @Test
  void triesAYoungTokenAgainAfterAPause() {
    clock.advance(Duration.ofSeconds(1));
    CompletableFuture<Boolean> request = recovery.begin(REJECTED);
    recovery.serve(refresher);
    clock.advance(Duration.ofSeconds(4));
    recovery.serve(refresher);
    assertThat(request).isNotDone();
    clock.advance(Duration.ofSeconds(1));
    recovery.serve(refresher);
    assertThat(request).isCompletedWithValue(true);
    assertThat(transport.posted).isEmpty();
  }

  @Test
  void asksTheEndpointOnceWhenAnAdminHasRevoked() {
    clock.advance(AN_HOUR);
    transport.reply(
        400, "{\"error_description\":\"Invalid refresh_token\",\"error\":\"invalid_request\"}");
    beRejectedTenTimesInVain();
    assertThat(transport.posted).hasSize(1);
  }

  @Test
  void keepsTheBackOffOfAnEndpointThatIsDown() {
    clock.advance(AN_HOUR);
    transport.reply(503, "");
    beRejectedTenTimesInVain();
    assertThat(transport.posted).hasSize(1);
  }

  @Test
  void answersEachOfTwoRejectionsForItself() {
    clock.advance(AN_HOUR);
    CompletableFuture<Boolean> first = recovery.begin(REJECTED);
    clock.advance(AN_HOUR); // the present token has ended, and so has the one of the other request
    CompletableFuture<Boolean> other = recovery.begin("Bearer an-older-one");
    transport.pair("1", 7200);
    recovery.serve(refresher);
    assertThat(first).isCompletedWithValue(true);
    assertThat(other).isCompletedWithValue(true);
  }

  /** It is not the present token that was rejected, so nothing speaks against a refresh. */
  @Test
  void refreshesWhereTheSuccessorOfTheRejectedTokenHasEnded() {
    clock.advance(AN_HOUR);
    assertThat(recovery.begin(REJECTED)).isNotDone();
    transport.pair("1", 60);
    recovery.serve(refresher);
    clock.advance(Duration.ofMinutes(2));
    CompletableFuture<Boolean> request = recovery.begin(REJECTED);
    transport.pair("2", 7200);
    recovery.serve(refresher);
    assertThat(request).isCompletedWithValue(true);
    assertThat(state.present()).isEqualTo("Bearer access-2");
    assertThat(listener.events).noneMatch(event -> event.startsWith("fresh token rejected"));
  }

  /** The token thread waits for this between two turns. */
  @Test
  void wakesTheTokenThread() {
    clock.advance(AN_HOUR);
    assertThat(recovery.begin(REJECTED)).isNotDone();
    assertThat(millisUntilAsked()).isLessThan(5_000);
    assertThat(recovery.serve(refresher)).as("something was asked").isTrue();
    recovery.giveUp();
    recovery.ask(REJECTED);
    assertThat(millisUntilAsked()).isLessThan(5_000);
  }

  @Test
  void asksNothingForATokenThatIsReplacedAlready() {
    recovery.ask("Bearer an-older-one");
    assertThat(recovery.serve(refresher)).isFalse();
  }

  @Test
  void doesNotSendAgainWithoutAnAnswer() {
    clock.advance(AN_HOUR);
    TokenRecovery impatient = new TokenRecovery(state, Duration.ofMillis(20));
    assertThat(impatient.patience()).isEqualTo(Duration.ofMillis(20));
    assertThat(impatient.await(REJECTED)).isFalse();
    assertThat(impatient.await("Bearer an-older-one")).isTrue();
  }

  /** Else ten rejections while the token thread was at work would wake it ten times afterwards. */
  @Test
  void wakesTheTokenThreadOnceForAllWhoHaveAsked() {
    clock.advance(AN_HOUR);
    for (int i = 0; i < 3; i++) {
      assertThat(recovery.begin(REJECTED)).isNotDone();
    }
    assertThat(millisUntilAsked()).isLessThan(5_000);
    long before = System.nanoTime();
    recovery.awaitRequest(Duration.ofMillis(50));
    assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(49_000_000);
  }

  @Test
  void saysAsLongAsAnAnswerIsOpenThatSomethingWasAsked() {
    clock.advance(Duration.ofSeconds(1));
    CompletableFuture<Boolean> request = recovery.begin(REJECTED);
    assertThat(recovery.serve(refresher)).as("it is too young to tell").isTrue();
    assertThat(request).isNotDone();
    clock.advance(AN_HOUR);
    store.pair = pair("sibling");
    assertThat(recovery.serve(refresher)).isTrue();
    assertThat(request).isCompletedWithValue(true);
  }

  @Test
  void answersAtOnceWhereTheTokenThreadIsStuckOrGone() {
    state.liveness().working(Duration.ofSeconds(1));
    clock.advance(AN_HOUR);
    assertThat(recovery.begin(REJECTED)).isCompletedWithValue(false);
    state.liveness().resting();
    CompletableFuture<Boolean> waiting = recovery.begin(REJECTED);
    recovery.close();
    assertThat(waiting).isCompletedWithValue(false);
    assertThat(recovery.begin(REJECTED)).isCompletedWithValue(false);
  }

  private long millisUntilAsked() {
    long before = System.nanoTime();
    recovery.awaitRequest(Duration.ofSeconds(10));
    return Duration.ofNanos(System.nanoTime() - before).toMillis();
  }

  private void beRejectedTenTimesInVain() {
    for (int i = 0; i < 10; i++) {
      CompletableFuture<Boolean> request = recovery.begin(REJECTED);
      recovery.serve(refresher);
      assertThat(request).isCompletedWithValue(false);
    }
  }
}

package io.centraltoken.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.observe.Log;
import io.centraltoken.agent.token.SettableClock;
import io.centraltoken.agent.token.TokenRecovery;
import io.centraltoken.agent.token.TokenState;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ShutdownWaitTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final TokenState state = new TokenState(new SettableClock(), LONG, LONG, () -> {});
  private final TokenRecovery recovery = new TokenRecovery(state, LONG);
  private final ShutdownWait shutdown = new ShutdownWait(recovery, Log.to(System.err, false));
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch response = new CountDownLatch(1);

  @Test
  void waitsForTheResponseToACallThatWasSent() throws Exception {
    CompletableFuture<String> turn = turn(true);
    CompletableFuture<Void> end = CompletableFuture.runAsync(shutdown);
    assertThat(isDoneSoon(end)).isFalse();
    response.countDown();
    end.get();
    assertThat(turn.get()).isEqualTo("stored");
  }

  @Test
  void doesNotWaitForACallThatIsConnectingAndForbidsToSendIt() throws Exception {
    CompletableFuture<String> turn = turn(false);
    CompletableFuture.runAsync(shutdown).get();
    assertThat(turn).isNotDone();
    assertThat(shutdown.getAsBoolean()).as("may be sent").isFalse();
    response.countDown();
    turn.get();
  }

  @Test
  void startsNothingMore() {
    shutdown.run();
    assertThat(shutdown.<String>during(() -> "more")).isNull();
  }

  @Test
  void tellsRequestsOfOtherShutdownHooksThatNobodyIsAtWork() {
    CompletableFuture<Boolean> before = recovery.begin("Bearer rejected");
    assertThat(state.pause(state.now().toEpochMilli()))
        .as("the first token is expected")
        .isNotNull();
    shutdown.run();
    assertThat(state.pause(state.now().toEpochMilli())).isNull();
    assertThat(before).isCompletedWithValue(false);
    assertThat(recovery.begin("Bearer rejected")).isCompletedWithValue(false);
    assertThat(state.authorization()).isNull();
  }

  private CompletableFuture<String> turn(boolean sent) throws InterruptedException {
    CompletableFuture<String> turn =
        CompletableFuture.supplyAsync(() -> shutdown.during(() -> exchange(sent)));
    begun.await();
    return turn;
  }

  private String exchange(boolean sent) {
    if (sent) {
      assertThat(shutdown.getAsBoolean()).isTrue();
    }
    begun.countDown();
    try {
      response.await();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
    return "stored";
  }

  private static boolean isDoneSoon(CompletableFuture<?> future) throws Exception {
    try {
      future.get(200, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException waits) {
      return false;
    }
  }
}

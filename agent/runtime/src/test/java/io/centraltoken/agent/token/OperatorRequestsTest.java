package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator asks for by monitoring, and what the commands of the jar do. */
class OperatorRequestsTest extends RefresherBench {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final OperatorRequests requests =
      new OperatorRequests(new TokenRecovery(state, Duration.ofSeconds(10)));

  @BeforeEach
  void begin() {
    store.pair = pair("0");
    run();
    clock.advance(Duration.ofMinutes(1));
  }

  @Test
  void refreshAtOnceAlthoughNothingIsDue() {
    transport.pair("1", 7200);
    assertThat(served(() -> requests.refresh(PATIENCE))).isTrue();
    assertThat(state.present()).isEqualTo("Bearer access-1");
    assertThat(listener.outcomes).containsExactly(clock.instant() + " new pair (test)");
  }

  /** Who presses the button again and again gets no more calls than the agent itself makes. */
  @Test
  void stayWithinTheLimitsOfAllCalls() {
    transport.reply(503, "no");
    served(() -> requests.refresh(PATIENCE));
    served(() -> requests.refresh(PATIENCE));
    assertThat(transport.posted).hasSize(1);
    assertThat(listener.outcomes).containsExactly(clock.instant() + " throttled, no pair");
    assertThat(state.present()).isEqualTo("Bearer access-0");
    clock.advance(Duration.ofSeconds(15));
    transport.pair("1", 7200);
    served(() -> requests.refresh(PATIENCE));
    assertThat(state.present()).isEqualTo("Bearer access-1");
  }

  @Test
  void reloadWhatIsInTheStore() {
    store.pair = pair("downloaded");
    assertThat(served(() -> requests.reload(PATIENCE))).isTrue();
    assertThat(state.present()).isEqualTo("Bearer access-downloaded");
    assertThat(transport.posted).isEmpty();
  }

  @Test
  void doNotWaitForATokenThreadThatDoesNotAnswer() {
    assertThat(requests.refresh(Duration.ofMillis(1))).isFalse();
    assertThat(requests.serve(refresher)).as("it is done later").isTrue();
    assertThat(requests.serve(refresher)).isFalse();
  }

  /** On this thread, as the token thread does it. */
  private boolean served(BooleanSupplier request) {
    CompletableFuture<Boolean> answer = CompletableFuture.supplyAsync(request::getAsBoolean);
    while (!requests.serve(refresher)) {
      Thread.onSpinWait();
    }
    return answer.join();
  }
}

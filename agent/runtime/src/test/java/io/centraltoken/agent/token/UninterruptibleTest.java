package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How an application's thread waits for the token thread. */
class UninterruptibleTest {
  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  @Test
  void waitsOnAfterAnInterruptAndKeepsIt() {
    CompletableFuture<String> future = new CompletableFuture<>();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Uninterruptible.get(future, 20)).isInstanceOf(TimeoutException.class);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void givesTheResultAndNoInterrupt() throws Exception {
    assertThat(Uninterruptible.get(CompletableFuture.completedFuture("result"), 0))
        .isEqualTo("result");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void givesTheFailureOfWhatItWaitsFor() {
    CompletableFuture<String> failed = new CompletableFuture<>();
    failed.completeExceptionally(new IllegalStateException("failed"));
    assertThatThrownBy(() -> Uninterruptible.get(failed, 10_000))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("failed");
  }
}

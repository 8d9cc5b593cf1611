package io.centraltoken.agent.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FirstRequestTest {
  private final FirstRequest request = new FirstRequest();

  @Test
  void endsTheWaitForIt() throws InterruptedException {
    Thread waiting = new Thread(() -> request.await(Duration.ofMinutes(1)));
    waiting.start();
    request.comes();
    waiting.join();
    assertThat(request.hasCome()).isTrue();
    request.await(Duration.ofMinutes(1)); // not at all
  }

  @Test
  void isWaitedForSoLongOnly() {
    long before = System.nanoTime();
    request.await(Duration.ofMillis(50));
    assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(48_000_000);
    assertThat(request.hasCome()).isFalse();
  }

  @Test
  void isWaitedForThroughInterrupts() throws InterruptedException {
    Thread waiting = new Thread(() -> request.await(Duration.ofMinutes(1)));
    waiting.start();
    waiting.interrupt();
    waiting.join(100);
    assertThat(waiting.isAlive()).isTrue();
    request.comes();
    waiting.join();
  }
}

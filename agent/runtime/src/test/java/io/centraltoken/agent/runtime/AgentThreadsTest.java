package io.centraltoken.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AgentThreadsTest {
  /** An application that interrupts all threads of its group, or all that it finds. */
  @Test
  void areNotReachedByAnInterrupt() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    boolean[] sawInterrupt = new boolean[1];
    Thread thread =
        new AgentThreads()
            .newThread(
                "test",
                () -> {
                  try {
                    interrupted.await();
                  } catch (InterruptedException reached) {
                    sawInterrupt[0] = true;
                  }
                });
    thread.start();
    thread.interrupt();
    thread.getThreadGroup().interrupt();
    Thread.currentThread().getThreadGroup().interrupt();
    assertThat(Thread.interrupted()).as("the test is of that group itself").isTrue();
    interrupted.countDown();
    thread.join();
    assertThat(sawInterrupt[0]).isFalse();
  }

  @Test
  void keepNoJvmAliveAndNoClassLoader() {
    Thread thread = new AgentThreads().newThread(() -> {});
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getContextClassLoader()).isNull();
    assertThat(thread.getThreadGroup().getName()).isEqualTo("central-token");
    assertThat(thread.getThreadGroup().getParent().getParent()).isNull();
  }
}

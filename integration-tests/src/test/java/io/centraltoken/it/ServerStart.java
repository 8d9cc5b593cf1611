package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/** Waits until a server that a test has started is ready. */
final class ServerStart {
  private ServerStart() {}

  /** Asked over and over. */
  interface Condition {
    boolean isMet() throws IOException;
  }

  /**
   * @param output what the server has written, for the message if it ends or takes longer
   */
  static void await(Process server, Duration longest, Condition ready, Supplier<String> output)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (!ready.isMet()) {
      assertThat(server.isAlive() && System.nanoTime() < end)
          .as(() -> "the server starts: " + output.get())
          .isTrue();
      Thread.sleep(50); // another process is waited for, there is nothing to be notified by
    }
  }
}

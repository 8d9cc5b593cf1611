package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.demo.simulator.CentralSimulator;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.function.Supplier;

/** Waits until a process that a test has started is ready, or has shown enough. */
public final class ProcessWait {
  private ProcessWait() {}

  /** Asked over and over. */
  public interface Condition {
    boolean isMet() throws IOException;
  }

  /** That a program has used so many refresh tokens, and made more than 30 requests. */
  static Condition refreshed(CentralSimulator gateway, int times) {
    return () -> gateway.presentedRefreshTokens().size() >= times && gateway.apiCalls().size() > 30;
  }

  /** That somebody listens at a port of 127.0.0.1. */
  public static Condition listening(int port) {
    return () -> {
      try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return probe.isConnected();
      } catch (ConnectException notYet) {
        return false;
      }
    };
  }

  /**
   * @param output what the process has written, for the message if it ends or takes longer
   */
  public static void await(
      Process process, Duration longest, Condition ready, Supplier<String> output)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (!ready.isMet()) {
      assertThat(process.isAlive() && System.nanoTime() < end)
          .as(() -> "the process is ready in time: " + output.get())
          .isTrue();
      Thread.sleep(50); // another process is waited for, there is nothing to be notified by
    }
  }
}

package io.centraltoken.agent.cli;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waiting for something that another process does. */
final class Pauses {
  private Pauses() {}

  static void pause(Duration time) throws InterruptedIOException {
    try {
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}

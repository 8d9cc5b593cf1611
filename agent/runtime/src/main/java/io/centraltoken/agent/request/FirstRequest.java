package io.centraltoken.agent.request;

import java.time.Duration;

/**
 * Tells the token thread that the first request to the gateway has come. A monitor, because premain
 * makes one, and the classes of java.util.concurrent for it are not in the CDS archive of every
 * JDK.
 */
public final class FirstRequest {
  private volatile boolean come;

  /** Called by application threads, for each request. */
  void comes() {
    if (!come) {
      synchronized (this) {
        come = true;
        notifyAll();
      }
    }
  }

  /** Waits for it, so long at most, whatever interrupts the thread meanwhile. */
  public void await(Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    synchronized (this) {
      for (long rest = longest.toMillis(); !come && rest > 0; rest = millisUntil(end)) {
        try {
          wait(rest);
        } catch (InterruptedException notForUs) {
          // of an application that interrupts all threads it sees
        }
      }
    }
  }

  private static long millisUntil(long end) {
    return (end - System.nanoTime()) / 1_000_000;
  }

  public boolean hasCome() {
    return come;
  }
}

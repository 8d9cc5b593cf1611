package io.centraltoken.agent.runtime;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets a JVM that ends in the middle of an exchange wait for its reply: the old pair is dead by
 * then, and the new one would be lost. An exchange takes some milliseconds once in an hour, so
 * almost no shutdown waits at all, and none for longer than {@value #SECONDS} s.
 */
final class ShutdownWait extends Thread {
  private static final int SECONDS = 5;

  private final ReentrantLock working = new ReentrantLock();
  private volatile boolean ending;

  ShutdownWait() {
    super("central-token-shutdown");
    setContextClassLoader(null);
  }

  /** Not in premain: the first hooks are the application's. */
  void register() {
    try {
      Runtime.getRuntime().addShutdownHook(this);
    } catch (IllegalStateException endsAlready) {
      ending = true;
    }
  }

  /**
   * @return what the work gave, or null if the JVM ends and nothing may begin any more
   */
  <T> T during(Supplier<T> work) {
    working.lock();
    try {
      return ending ? null : work.get();
    } finally {
      working.unlock();
    }
  }

  @Override
  public void run() {
    ending = true;
    try {
      if (working.tryLock(SECONDS, TimeUnit.SECONDS)) {
        working.unlock();
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}

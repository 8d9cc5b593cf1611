package io.centraltoken.agent.token;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits like the I/O of {@code HttpURLConnection}, on a thread of the application: an interrupt
 * does not end it and is kept, but on a virtual thread, whose I/O it ends.
 */
final class Uninterruptible {
  private Uninterruptible() {}

  /**
   * @throws TimeoutException also where a virtual thread was interrupted
   */
  static <T> T get(CompletableFuture<T> future, long millis)
      throws ExecutionException, TimeoutException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException kept) {
          interrupted = true;
          if (isVirtual(Thread.currentThread())) {
            throw new TimeoutException();
          }
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Java 8 has no method for it. */
  private static boolean isVirtual(Thread thread) {
    return thread.getClass().getName().equals("java.lang.VirtualThread");
  }
}

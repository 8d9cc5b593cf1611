package io.centraltoken.agent.request;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What an operation allocates when the JVM has compiled it. */
public final class AllocatedBytes {
  private static final int OPERATIONS = 20_000;
  private static final int MOST_ROUNDS = 50;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private AllocatedBytes() {}

  /**
   * The least of several rounds, which end when it is no more than expected: when the compiler is
   * done is its own business.
   */
  public static long perOperation(Runnable operation, long expected) {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < MOST_ROUNDS && least > expected; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < OPERATIONS; i++) {
        operation.run();
      }
      least = Math.min(least, (THREADS.getCurrentThreadAllocatedBytes() - before) / OPERATIONS);
    }
    return least;
  }
}

package io.centraltoken.agent.token;

import java.time.Clock;
import java.time.Duration;

/**
 * Whether the token thread is heard of: a disk, a network mount or a name service that hangs blocks
 * it where no time-out reaches. The token thread reports; application threads ask, without a lock.
 */
public final class Liveness {
  private final Clock clock;
  private volatile Thread tokenThread;
  private volatile long heardOfBy;

  Liveness(Clock clock) {
    this.clock = clock;
  }

  /** The token thread does something that may block it. Called by it. */
  public void working(Duration longest) {
    tokenThread = Thread.currentThread();
    heardOfBy = clock.millis() + longest.toMillis();
  }

  /** The token thread waits for the next turn. Called by it. */
  public void resting() {
    heardOfBy = 0;
  }

  /** Whether it should have been heard of long ago: then nobody waits for it. */
  public boolean isStuck() {
    long by = heardOfBy;
    return by != 0 && clock.millis() > by;
  }

  /** The method that does not return, for people. */
  public String stuckAt() {
    Thread thread = tokenThread;
    StackTraceElement[] trace = thread == null ? new StackTraceElement[0] : thread.getStackTrace();
    return trace.length == 0 ? "an unknown place" : trace[0].toString();
  }
}

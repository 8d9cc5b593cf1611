package io.centraltoken.agent.runtime;

import io.centraltoken.agent.observe.Log;
import io.centraltoken.agent.token.TokenRecovery;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Lets a JVM that ends in the middle of an exchange wait for its response: the old pair is dead by
 * then, and the new one would be lost. Only a call that was sent is waited for, for {@value
 * #SECONDS} s at most; one that is still connecting is not sent any more. An exchange takes some
 * milliseconds once in an hour, so almost no shutdown waits at all.
 */
final class ShutdownWait implements Runnable, BooleanSupplier {
  private static final int SECONDS = 5;

  private final TokenRecovery recovery;
  private final Log log;
  private boolean ending;
  private boolean sent;

  /**
   * @param recovery told when nobody works for the token any more, so that the requests of other
   *     shutdown hooks do not wait for it
   */
  ShutdownWait(TokenRecovery recovery, Log log) {
    this.recovery = recovery;
    this.log = log;
  }

  /** Not in premain: the first hooks are the application's. */
  void register(AgentThreads threads) {
    try {
      Runtime.getRuntime().addShutdownHook(threads.newThread("central-token-shutdown", this));
    } catch (IllegalStateException endsAlready) {
      run();
    }
  }

  /**
   * @return what the work gave, or null if the JVM ends and nothing may start any more
   */
  <T> T during(Supplier<T> work) {
    if (isEnding()) {
      return null;
    }
    try {
      return work.get();
    } finally {
      answered();
    }
  }

  /** Whether a token request may be sent now; from then on its response is waited for. */
  @Override
  public synchronized boolean getAsBoolean() {
    sent = !ending;
    return sent;
  }

  @Override
  public void run() {
    awaitAnswer(System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS));
    recovery.close();
    log.flush(250);
  }

  private synchronized boolean isEnding() {
    return ending;
  }

  private synchronized void answered() {
    sent = false;
    notifyAll();
  }

  private synchronized void awaitAnswer(long end) {
    ending = true;
    try {
      for (long left = end - System.nanoTime(); sent && left > 0; left = end - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}

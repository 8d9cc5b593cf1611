package io.centraltoken.agent.runtime;

import io.centraltoken.agent.token.TokenRefresher;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * The agent's one thread. It touches nothing of the JDK until the first request to the gateway or
 * {@value #PATIENCE_SECONDS} s have come: earlier, the application server has not yet set up
 * logging, TLS and its MBean server. Daemon, so that it never keeps a JVM alive.
 */
final class TokenThread implements Runnable {
  private static final int PATIENCE_SECONDS = 10;

  private final TokenRefresher refresher;
  private final Clock clock;
  private final CountDownLatch firstRequest;
  private final Log log;

  TokenThread(TokenRefresher refresher, Clock clock, CountDownLatch firstRequest, Log log) {
    this.log = log;
    this.refresher = refresher;
    this.clock = clock;
    this.firstRequest = firstRequest;
  }

  void start() {
    Thread thread = new Thread(this, "central-token");
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.start();
  }

  @Override
  public void run() {
    pause(Duration.ofSeconds(PATIENCE_SECONDS), firstRequest);
    OtherVersion.report(log);
    CountDownLatch never = new CountDownLatch(1);
    while (true) {
      pause(refresher.runDue(clock.instant()), never);
    }
  }

  /**
   * An interrupt, from an application that interrupts all threads it sees, only shortens the pause:
   * what is not due is not done.
   */
  private static void pause(Duration duration, CountDownLatch signal) {
    try {
      signal.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException notForUs) {
      return;
    }
  }

  /**
   * Spreads the refreshes of many hosts. A class and not a lambda: the first lambda of a JVM costs
   * premain more than all else.
   */
  static final class Jitter implements DoubleSupplier {
    @Override
    public double getAsDouble() {
      return ThreadLocalRandom.current().nextDouble();
    }
  }
}

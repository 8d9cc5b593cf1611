package io.centraltoken.agent.runtime;

import io.centraltoken.agent.config.Settings;
import io.centraltoken.agent.token.TokenRecovery;
import io.centraltoken.agent.token.TokenRefresher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The agent's one thread. It touches nothing of the JDK until the first request to the gateway or
 * {@value #PATIENCE_SECONDS} s have come: earlier, the application server has not yet set up
 * logging, TLS and its MBean server. Daemon, so that it never keeps a JVM alive.
 */
final class TokenThread implements Runnable {
  private static final int PATIENCE_SECONDS = 10;

  /** How soon a pair is seen that somebody else has put into the store. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Settings settings;
  private final TokenRecovery recovery;
  private final EventLog events;
  private final Clock clock;
  private final CountDownLatch firstRequest;

  TokenThread(
      Settings settings,
      TokenRecovery recovery,
      EventLog events,
      Clock clock,
      CountDownLatch firstRequest) {
    this.settings = settings;
    this.recovery = recovery;
    this.events = events;
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
    try {
      awaitFirst(firstRequest);
      OtherVersion.report(events.log());
      TokenRefresher refresher = TokenAssembly.refresher(settings, recovery.state(), events, clock);
      ShutdownWait shutdown = new ShutdownWait();
      shutdown.register();
      Duration wait = Duration.ZERO;
      while (wait != null) {
        events.reportHooks();
        Instant due = clock.instant().plus(wait);
        recovery.awaitRequest(wait.compareTo(LOOK) < 0 ? wait : LOOK);
        wait = shutdown.during(() -> turn(refresher, due));
      }
    } catch (Throwable fault) {
      recovery.state().fail();
      events
          .log()
          .error(
              "the agent has a fault and renews no token until a restart: "
                  + fault.getClass().getName());
    }
  }

  /** Does what is due or was asked for, and says how long nothing will be. */
  private Duration turn(TokenRefresher refresher, Instant due) {
    Duration rest = Duration.between(clock.instant(), due);
    boolean isDue = rest.isNegative() || rest.isZero() || refresher.storeHasNews();
    Duration wait = isDue ? refresher.runDue() : rest;
    return recovery.serve(refresher) ? refresher.untilNext() : wait;
  }

  /** An interrupt, from an application that interrupts all threads it sees, only shortens it. */
  private static void awaitFirst(CountDownLatch request) {
    try {
      request.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException notForUs) {
      return;
    }
  }
}

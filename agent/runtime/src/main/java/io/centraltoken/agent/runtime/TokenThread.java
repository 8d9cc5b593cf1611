package io.centraltoken.agent.runtime;

import io.centraltoken.agent.config.Settings;
import io.centraltoken.agent.token.TokenRefresher;
import io.centraltoken.agent.token.TokenState;
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
  private final TokenState state;
  private final EventLog events;
  private final Clock clock;
  private final CountDownLatch firstRequest;

  TokenThread(
      Settings settings,
      TokenState state,
      EventLog events,
      Clock clock,
      CountDownLatch firstRequest) {
    this.settings = settings;
    this.state = state;
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
      pause(Duration.ofSeconds(PATIENCE_SECONDS), firstRequest);
      OtherVersion.report(events.log());
      TokenRefresher refresher = TokenAssembly.refresher(settings, state, events, clock);
      CountDownLatch never = new CountDownLatch(1);
      ShutdownWait shutdown = new ShutdownWait();
      shutdown.register();
      Instant due = Instant.MIN;
      while (true) {
        events.reportHooks();
        if (!clock.instant().isBefore(due) || refresher.storeHasNews()) {
          Duration wait = shutdown.during(refresher::runDue);
          if (wait == null) {
            return;
          }
          due = clock.instant().plus(wait);
        }
        Duration rest = Duration.between(clock.instant(), due);
        pause(rest.compareTo(LOOK) < 0 ? rest : LOOK, never);
      }
    } catch (Throwable fault) {
      state.fail();
      events
          .log()
          .error(
              "the agent has a fault and renews no token until a restart: "
                  + fault.getClass().getName());
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
}

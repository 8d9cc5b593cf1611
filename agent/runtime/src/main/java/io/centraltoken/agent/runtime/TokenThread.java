package io.centraltoken.agent.runtime;

import io.centraltoken.agent.bootstrap.RuntimeLauncher;
import io.centraltoken.agent.config.SettingException;
import io.centraltoken.agent.config.Settings;
import io.centraltoken.agent.token.TokenRecovery;
import io.centraltoken.agent.token.TokenRefresher;
import java.lang.instrument.Instrumentation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The agent's one thread that works for the token. It touches nothing of the JDK until the first
 * request to the gateway or {@value #PATIENCE_SECONDS} s have come: earlier, the application server
 * has not yet set up logging, TLS and its MBean server. Nothing ends it but the end of the JVM:
 * whatever a turn throws is said once, and the next turn comes.
 */
final class TokenThread implements Runnable {
  private static final int PATIENCE_SECONDS = 10;

  /** How soon a pair is seen that somebody else has put into the store. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** How much longer than a token request a turn may take before its thread counts as stuck. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  /** After a fault, for example until a full heap has room again. */
  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Settings settings;
  private final TokenRecovery recovery;
  private final EventLog events;
  private final Clock clock;
  private final CountDownLatch firstRequest;
  private final AgentThreads threads;
  private final Instrumentation instrumentation;
  private final ShutdownWait shutdown;
  private final Duration patience;
  private TokenRefresher refresher;

  TokenThread(
      Settings settings,
      TokenRecovery recovery,
      EventLog events,
      Clock clock,
      CountDownLatch firstRequest,
      AgentThreads threads,
      Instrumentation instrumentation) {
    this.settings = settings;
    this.recovery = recovery;
    this.events = events;
    this.clock = clock;
    this.firstRequest = firstRequest;
    this.threads = threads;
    this.instrumentation = instrumentation;
    this.patience = settings.connectTimeout().plus(settings.readTimeout()).plus(GRACE);
    this.shutdown = new ShutdownWait(recovery, events.log());
  }

  void start() {
    threads.newThread("central-token", this).start();
  }

  @Override
  public void run() {
    boolean ended = false;
    boolean started = false;
    while (!ended) {
      try {
        if (!started) {
          awaitFirst(firstRequest);
          started = true;
          events.log().writeInBackground(threads);
          shutdown.register(threads);
          OtherVersion.report(events.log());
          RuntimeLauncher.readAhead(TokenThread.class.getClassLoader());
        }
        work();
        ended = true;
      } catch (Throwable fault) {
        survive(fault);
      }
    }
  }

  /** Until the JVM ends. */
  private void work() throws ReflectiveOperationException, SettingException {
    if (refresher == null) {
      refresher =
          new TokenAssembly(
                  settings, recovery.state(), events, clock, threads, shutdown, instrumentation)
              .refresher();
    }
    Duration wait = Duration.ZERO;
    while (wait != null) {
      events.reportHooks();
      Instant due = clock.instant().plus(wait);
      recovery.awaitRequest(wait.compareTo(LOOK) < 0 ? wait : LOOK);
      recovery.state().liveness().working(patience);
      wait = shutdown.during(() -> turn(due));
      recovery.state().liveness().resting();
    }
  }

  /** Does what is due or was asked for, and says how long nothing will be. */
  private Duration turn(Instant due) {
    Duration rest = Duration.between(clock.instant(), due);
    boolean isDue = rest.isNegative() || rest.isZero() || refresher.storeHasNews();
    Duration wait = isDue ? refresher.runDue() : rest;
    return recovery.serve(refresher) ? refresher.untilNext() : wait;
  }

  /**
   * Where even this fails, the heap is full; then nothing is said, and the next turn tries again.
   */
  private void survive(Throwable fault) {
    try {
      recovery.state().liveness().resting();
      recovery.state().fail();
      recovery.giveUp();
      events.fault(fault);
    } catch (Throwable again) {
      fault = again;
    }
    LockSupport.parkNanos(REST_NANOS);
  }

  private static void awaitFirst(CountDownLatch request) throws InterruptedException {
    request.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}

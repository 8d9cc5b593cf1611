package io.centraltoken.agent.runtime;

import io.centraltoken.agent.config.SettingException;
import io.centraltoken.agent.config.Settings;
import io.centraltoken.agent.instrument.HookTransformer;
import io.centraltoken.agent.observe.EventLog;
import io.centraltoken.agent.observe.FlightRecord;
import io.centraltoken.agent.observe.Log;
import io.centraltoken.agent.token.OperatorRequests;
import io.centraltoken.agent.token.TokenRecovery;
import io.centraltoken.agent.token.TokenRefresher;
import java.lang.instrument.Instrumentation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The agent's one thread that works for the token, from the moment that {@link OnDemandAssembly}
 * lets it begin. Nothing ends it but the end of the JVM: whatever a turn throws is said once, and
 * the next turn comes.
 */
final class TokenThread implements Runnable {
  /** How soon a pair is seen that somebody else has put into the store. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** After a fault, for example until a full heap has room again. */
  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Settings settings;
  private final TokenRecovery recovery;
  private final EventLog events;
  private final Clock clock;
  private final AgentThreads threads;
  private final Instrumentation instrumentation;
  private final HookTransformer transformer;
  private final OperatorRequests operator;
  private final LateMonitoring monitoring;
  private final ShutdownWait shutdown;
  private final Duration patience;
  private TokenRefresher refresher;

  /** Null: this Java has none. */
  private FlightRecord flight;

  private boolean started;
  private boolean initialized;

  /** A fault that could not be said when it happened. */
  private Throwable unsaid;

  /**
   * @param start of the JVM, by System.nanoTime
   */
  TokenThread(
      Settings settings,
      RequestAssembly requests,
      AgentThreads threads,
      Instrumentation instrumentation,
      HookTransformer transformer,
      long start) {
    this.settings = settings;
    this.recovery = requests.recovery();
    this.events = requests.events();
    this.clock = requests.clock();
    this.threads = threads;
    this.instrumentation = instrumentation;
    this.transformer = transformer;
    this.operator = new OperatorRequests(recovery);
    this.monitoring = new LateMonitoring(instrumentation, start);
    this.patience = TokenAssembly.longestTurn(settings.calls());
    this.shutdown = new ShutdownWait(recovery, events.log());
  }

  /** The outer catch is for a heap so full that not even a fault can be dealt with. */
  @Override
  public void run() {
    boolean ended = false;
    while (!ended) {
      try {
        ended = runUntilFault();
      } catch (Throwable again) {
        ended = false;
      }
    }
  }

  /**
   * @return whether the JVM ends
   */
  private boolean runUntilFault() {
    try {
      start(events.log());
      work();
      return true;
    } catch (Throwable fault) {
      survive(fault);
      return false;
    }
  }

  /** Once; none of its steps is repeated after a fault. */
  private void start(Log log) {
    if (!started) {
      loadFormatsOfTime();
      started = true;
      log.writeInBackground(threads);
      shutdown.register(threads);
      OtherVersion.report(log);
    }
  }

  /**
   * An OutOfMemoryError in the static initializer of a class breaks it for the life of the JVM: on
   * a heap that is full later, no exchange could be noted in the store any more.
   */
  private static void loadFormatsOfTime() {
    Instant noted = Instant.parse(Instant.EPOCH.toString());
    if (!noted.equals(Instant.EPOCH)) {
      throw new IllegalStateException("java.time does not read what it writes");
    }
  }

  /** Until the JVM ends. */
  private void work() throws ReflectiveOperationException, SettingException {
    if (refresher == null) {
      flight = LateFlightRecord.open();
      events.requests().recordIn(flight);
      refresher =
          new TokenAssembly(
                  settings, recovery.state(), events, clock, threads, shutdown, instrumentation)
              .refresher();
    }
    Duration wait = Duration.ZERO;
    while (wait != null) {
      sayWhatIsUnsaid();
      transformer.retry(instrumentation);
      events.report(clock.instant());
      Instant due = clock.instant().plus(wait);
      recovery.awaitRequest(wait.compareTo(LOOK) < 0 ? wait : LOOK);
      initializeLater(wait);
      if (initialized && flight != null) {
        flight.prepare();
      }
      if (initialized && settings.hasMonitor()) {
        monitoring.register(recovery.state(), events, operator, threads);
      }
      Platform.requireAllPermissions(); // the program may have set a security manager meanwhile
      recovery.state().liveness().working(patience);
      wait = shutdown.during(() -> turn(due));
      recovery.state().liveness().resting();
    }
  }

  /**
   * A second after the first turn, so that a program that ends sooner does not pay for it.
   *
   * @param waited zero before the first turn
   */
  private void initializeLater(Duration waited) throws ReflectiveOperationException {
    if (!initialized && !waited.isZero()) {
      initialized = true; // also where it fails: the turns must go on
      StaticInitializers.run();
    }
  }

  /** Does what is due or was asked for, and says how long nothing will be. */
  private Duration turn(Instant due) {
    Duration rest = Duration.between(clock.instant(), due);
    boolean isDue = rest.isNegative() || rest.isZero() || refresher.storeHasNews();
    Duration wait = isDue ? refresher.runDue() : rest;
    boolean served = recovery.serve(refresher);
    return operator.serve(refresher) || served ? refresher.untilNext() : wait;
  }

  /** Where even this fails, the heap is full; it is said when there is room. */
  private void survive(Throwable fault) {
    unsaid = fault;
    try {
      recovery.state().liveness().resting();
      recovery.state().fail();
      recovery.giveUp();
      sayWhatIsUnsaid();
    } catch (Throwable full) {
      unsaid = fault;
    }
    LockSupport.parkNanos(REST_NANOS);
  }

  private void sayWhatIsUnsaid() {
    if (unsaid != null) {
      events.fault(unsaid);
      unsaid = null;
    }
  }
}

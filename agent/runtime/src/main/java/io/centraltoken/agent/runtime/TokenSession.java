package io.centraltoken.agent.runtime;

import io.centraltoken.agent.config.SettingException;
import io.centraltoken.agent.config.Settings;
import io.centraltoken.agent.oauth.TokenPair;
import io.centraltoken.agent.observe.EventLog;
import io.centraltoken.agent.observe.HookEvents;
import io.centraltoken.agent.observe.Log;
import io.centraltoken.agent.observe.RequestEvents;
import io.centraltoken.agent.token.TokenRecovery;
import io.centraltoken.agent.token.TokenRefresher;
import io.centraltoken.agent.token.TokenState;
import java.io.File;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * What the commands do with a pair, by the very steps of the agent: the same lock, notes and
 * limits. One thread uses it. A JVM that is told to end in the middle of an exchange waits for its
 * response.
 */
public final class TokenSession {
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Clock clock = new MonotonicClock();
  private final TokenState state =
      new TokenState(clock, Duration.ZERO, Duration.ZERO, TokenSession::nothingInFlight);
  private final ShutdownWait shutdown;
  private final TokenRefresher refresher;
  private final Duration patience;

  /**
   * @param log is told what goes wrong, and what to do
   * @throws SettingException if a path cannot be used in this JVM
   */
  public TokenSession(Settings settings, Log log, File jar) throws SettingException {
    AgentThreads threads = new AgentThreads();
    EventLog events = new EventLog(log, new RequestEvents(log), new HookEvents(log), jar);
    this.shutdown = new ShutdownWait(new TokenRecovery(state, Duration.ZERO), log);
    this.patience = TokenAssembly.longestTurn(settings.calls());
    try {
      this.refresher =
          new TokenAssembly(settings, state, events, clock, threads, shutdown, null).refresher();
    } catch (ReflectiveOperationException onlyWithInstrumentation) {
      throw new IllegalStateException(onlyWithInstrumentation);
    }
    shutdown.register(threads);
  }

  private static void nothingInFlight() {
    // no request of this JVM carries the token
  }

  /** Reads the store, and refreshes the pair if it is due; waits for another process that does. */
  public void useStored() {
    turn(refresher::runDue);
  }

  /**
   * Makes an exchange, unless another process has just made one.
   *
   * @param before what was stored when the person asked; null: nothing
   */
  public void refresh(TokenPair before) {
    useStored();
    TokenPair present = state.pair();
    if (before != null && present != null && present.hasRefreshTokenOf(before)) {
      turn(refresher::refreshNow);
    }
  }

  /** Makes a pair from scratch, unless the limit of the gateway forbids it now. */
  public void login() {
    turn(refresher::obtainNow);
  }

  /** When a pair can be made from scratch: MAX never, a time that is past at once. */
  public Instant loginOpensAt() {
    return refresher.mayObtainNewAt();
  }

  public Instant now() {
    return state.now();
  }

  /** Whether the access token can be used now. */
  public boolean isUsable() {
    return state.isUsable();
  }

  /** The present one, usable or not; null: none. */
  public TokenPair pair() {
    return state.pair();
  }

  private void turn(Supplier<Duration> work) {
    Instant end = clock.instant().plus(patience);
    shutdown.during(work);
    while (state.isRunning() && clock.instant().isBefore(end)) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      shutdown.during(refresher::runDue);
    }
  }
}

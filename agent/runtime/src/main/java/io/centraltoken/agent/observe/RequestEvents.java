package io.centraltoken.agent.observe;

import io.centraltoken.agent.request.Quota;
import io.centraltoken.agent.request.RequestListener;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happens to requests, and says once what people should know of. */
public final class RequestEvents implements RequestListener {
  private static final Duration SILENCE = Duration.ofMinutes(10);

  private final LongAdder injected = new LongAdder();
  private final LongAdder held = new LongAdder();
  private final LongAdder replayed = new LongAdder();
  private final LongAdder notReplayable = new LongAdder();
  private final LongAdder suppressed = new LongAdder();
  private final AtomicBoolean saidFailure = new AtomicBoolean();
  private final AtomicBoolean saidInVain = new AtomicBoolean();
  private final AtomicBoolean saidStuck = new AtomicBoolean();
  private final AtomicBoolean saidQuery = new AtomicBoolean();
  private final AtomicBoolean saidElsewhere = new AtomicBoolean();
  private final AtomicBoolean saidQuota = new AtomicBoolean();
  private final Log log;
  private volatile Quota quota;

  /** Null: this Java has none, or it is not there yet. */
  private volatile FlightRecord flight;

  /** Of the token thread, as the next. */
  private Instant silentUntil;

  private boolean saidSilence;

  public RequestEvents(Log log) {
    this.log = log;
  }

  /** From now on what happens is recorded there, too. */
  public void recordIn(FlightRecord next) {
    flight = next;
  }

  FlightRecord flight() {
    return flight;
  }

  @Override
  public void injected() {
    injected.increment();
  }

  @Override
  public void held() {
    held.increment();
  }

  @Override
  public void heldFor(long millis) {
    FlightRecord record = flight;
    if (record != null) {
      record.requestHeld(millis);
    }
  }

  /** Once until {@link #tokenCame}: a call that does not end is not known to have failed. */
  @Override
  public void waitedInVain() {
    if (saidInVain.compareAndSet(false, true)) {
      log.warn(
          "a request has waited for a token for as long as central.wait.timeout says and goes out"
              + " without one, because no token call has ended yet; look at whether the gateway"
              + " answers this host");
    }
  }

  /** There is a token again. */
  void tokenCame() {
    saidInVain.set(false);
  }

  @Override
  public void replayed() {
    replayed.increment();
    FlightRecord record = flight;
    if (record != null) {
      record.requestReplay();
    }
  }

  @Override
  public void notReplayable() {
    notReplayable.increment();
  }

  @Override
  public void otherTokenInQuery() {
    if (saidQuery.compareAndSet(false, true)) {
      log.warn(
          "a request to the gateway has an access_token in its query, which the gateway reads before"
              + " the header: it does not live on the agent's token; let the program leave it out, or"
              + " set central.query.token=replace");
    }
  }

  @Override
  public void rejectedElsewhere(String origin, int port) {
    if (saidElsewhere.compareAndSet(false, true)) {
      log.info(
          origin
              + (port < 0 ? "" : ":" + port)
              + " rejects a request because it has no token, as Central's gateway does, but is not"
              + " central.base.url; if it is the same gateway, set central.base.url to the name that"
              + " the program uses");
    }
  }

  /** Once until there are enough calls again. */
  @Override
  public void quota(Quota quota) {
    this.quota = quota;
    if (quota.isPlentiful()) {
      saidQuota.set(false);
    } else if (quota.isNearlyUsedUp() && saidQuota.compareAndSet(false, true)) {
      log.warn(
          quota.remainingInDay()
              + " of the account's "
              + quota.limitOfDay()
              + " calls are left until "
              + quota.endOfDay()
              + "; after the last one the gateway answers 429: let the programs of this account"
              + " call less often, or ask HPE for more calls a day");
    }
  }

  @Override
  public void tokenThreadStuck(String where) {
    if (saidStuck.compareAndSet(false, true)) {
      log.error(
          "the token thread hangs in "
              + where
              + " and refreshes no token until that returns; look at the file systems of central.token.file and of the secrets, and at the name service of this host");
    }
  }

  @Override
  public void suppressed(Throwable failure) {
    suppressed.increment();
    if (saidFailure.compareAndSet(false, true)) {
      log.error(
          "a hook failed and left its request alone, further failures are only counted: "
              + failure.getClass().getName());
    }
  }

  /**
   * Says once that no request has got a token for a long time: the program may call the gateway by
   * another name, or by a client without hooks. Called by the token thread, again and again.
   */
  void reportSilence(Instant now) {
    if (silentUntil == null) {
      silentUntil = now.plus(SILENCE);
    } else if (!saidSilence && !now.isBefore(silentUntil)) {
      saidSilence = true;
      if (injected.sum() == 0) {
        log.info(
            "no request got a token in the first 10 minutes; those of HttpURLConnection and"
                + " java.net.http.HttpClient to central.base.url do: if this program calls the"
                + " gateway, look at the name and the client that it uses");
      }
    }
  }

  /** Hops that went out with a token of the agent's. */
  public long injectedSoFar() {
    return injected.sum();
  }

  /** Requests that waited for an exchange. */
  public long heldSoFar() {
    return held.sum();
  }

  /** Requests that were sent once more because their token was rejected. */
  public long replayedSoFar() {
    return replayed.sum();
  }

  /** Requests that were not, because their body was not there any more. */
  public long notReplayableSoFar() {
    return notReplayable.sum();
  }

  /** What the gateway last said about the calls of the account; null: nothing yet. */
  public Quota quota() {
    return quota;
  }

  /** Failures of hooks, each of which left its request alone. */
  public long suppressedSoFar() {
    return suppressed.sum();
  }

  /** The counters since the start of the JVM; each hop and each replay counts as a request. */
  @Override
  public String toString() {
    return "requests so far: "
        + injected
        + " with a token, "
        + held
        + " held, "
        + replayed
        + " replayed, "
        + notReplayable
        + " rejected and not replayable, "
        + suppressed
        + " hook errors";
  }
}

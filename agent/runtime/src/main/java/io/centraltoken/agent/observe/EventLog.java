package io.centraltoken.agent.observe;

import io.centraltoken.agent.bootstrap.PolicyGrant;
import io.centraltoken.agent.config.SettingException;
import io.centraltoken.agent.message.Faults;
import io.centraltoken.agent.message.Remedies;
import io.centraltoken.agent.oauth.TokenPair;
import io.centraltoken.agent.token.TokenListener;
import io.centraltoken.agent.token.TokenStatus;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Says to people what happens to the token. Called by the token thread. */
public final class EventLog implements TokenListener {
  private final Log log;
  private final RequestEvents requests;
  private final File jar;
  private final HookEvents hooks;
  private final RefreshFigures figures = new RefreshFigures();

  /** Null: nobody wants to know. */
  private volatile Consumer<TokenStatus> watcher;

  /** Since the last pair came. */
  private final SaidLines said = new SaidLines();

  /** Odd responses, each of which is said once in the life of the JVM. */
  private final Set<String> oddities = new LinkedHashSet<>();

  /**
   * @param requests whose counters are said beside each new token
   * @param hooks whose news are said with those of the token
   * @param jar of the agent
   */
  public EventLog(Log log, RequestEvents requests, HookEvents hooks, File jar) {
    this.log = log;
    this.requests = requests;
    this.hooks = hooks;
    this.jar = jar;
  }

  public RequestEvents requests() {
    return requests;
  }

  public HookEvents hooks() {
    return hooks;
  }

  public Log log() {
    return log;
  }

  public RefreshFigures figures() {
    return figures;
  }

  /** From now on this one is told, on the token thread, when the state changes. */
  public void tellStatusTo(Consumer<TokenStatus> next) {
    watcher = next;
  }

  /** The token thread met something that nobody foresaw, and goes on. */
  public void fault(Throwable fault) {
    if (fault instanceof SettingException) {
      errorOnce(fault.getMessage() + " (no token is injected)");
      return;
    }
    if (fault instanceof SecurityException) {
      errorOnce(PolicyGrant.missing(jar));
      return;
    }
    errorOnce("internal error, trying again: " + Faults.where(fault));
  }

  @Override
  public void statusIs(TokenStatus status) {
    log.debug("the state of the token is " + status);
    Consumer<TokenStatus> told = watcher;
    if (told != null) {
      told.accept(status);
    }
  }

  @Override
  public void loaded(TokenPair pair) {
    forget();
    log.info("read " + describe(pair));
    FlightRecord flight = requests.flight();
    if (flight != null) {
      flight.tokenReload(pair);
    }
  }

  @Override
  public void refreshed(TokenPair pair) {
    forget();
    log.info("refreshed, now " + describe(pair) + "; " + requests);
  }

  /** Once for each cause: what goes on failing in the same way is no news. */
  @Override
  public void refreshFailed(String why, Duration retryAfter, boolean usable) {
    String meaning =
        usable ? "the current token is still valid" : "requests go out without a token";
    String line = "token refresh failed: " + why + "; " + meaning + ", will retry";
    if (said.isNews(line)) {
      log.warn(line);
    } else {
      log.debug(line + " in " + retryAfter.toMillis() + " ms");
    }
  }

  @Override
  public void exchangeEnded(String outcome, boolean isNewPair, Instant at, Duration took) {
    String kind = figures.ended(outcome, isNewPair, at);
    FlightRecord flight = requests.flight();
    if (flight != null) {
      flight.tokenRefresh(kind, isNewPair, took);
    }
  }

  /** Once, although premain may have said it before the token thread does. */
  @Override
  public void rejected(String why, String remedy) {
    errorOnce(why + "; " + remedy);
  }

  @Override
  public void unpersisted(String why) {
    log.error(
        "the new token is in use but could not be stored, and would be lost with this JVM: "
            + why
            + "; make central.token.file writable (its owner, group and mode, and room on its disk)");
  }

  /** Once for each cause. */
  @Override
  public void putOff(String why) {
    errorOnce(
        "cannot write next to central.token.file ("
            + why
            + "): refreshing is postponed while the current token is valid; free disk space or make"
            + " the folder writable");
  }

  @Override
  public void unclaimable(String why) {
    warnOnce(
        "the token file cannot be locked, so let no other process use it: "
            + why
            + "; let the user of this JVM create files beside it");
  }

  @Override
  public void unlockable(String why, String remedy) {
    errorOnce("token refresh failed: " + why + (remedy.isEmpty() ? "" : "; " + remedy));
  }

  @Override
  public void heldByOther(String holder) {
    errorOnce(
        "token refresh failed: another process has held the lock of central.token.file for more than 5 s: "
            + holder
            + "; end it if it hangs");
  }

  @Override
  public void storeIs(String remark) {
    warnOnce(remark);
  }

  @Override
  public void oddResponse(String remark) {
    if (oddities.add(remark)) {
      log.warn("the token endpoint answered with " + remark);
    }
  }

  /** No warning: it may be the fault of a single request. */
  @Override
  public void freshTokenRejected() {
    String line =
        "the gateway rejects a token that was made just now, as it did the one before: another one"
            + " would not help, so the program gets the 401; look at the gateway, and at whether"
            + " this token is meant for it";
    if (said.isNews(line)) {
      log.info(line);
    }
  }

  @Override
  public void overwritten() {
    log.warn(
        "central.token.file was overwritten with an already used token, and the current one has been"
            + " restored; exclude this file from deployments and restores");
  }

  @Override
  public void endsSoon(int days) {
    log.error(
        "no refresh has succeeded, and the refresh token expires in "
            + days
            + (days == 1 ? " day" : " days")
            + "; let this host reach the gateway, or "
            + Remedies.DOWNLOAD);
  }

  /** Says what else is new since the last call. Called by the token thread. */
  public void report(Instant now) {
    requests.reportSilence(now);
    hooks.report();
  }

  private void warnOnce(String line) {
    if (said.isNews(line)) {
      log.warn(line);
    }
  }

  private void errorOnce(String line) {
    if (said.isNews(line)) {
      log.error(line);
    }
  }

  private void forget() {
    requests.tokenCame();
    said.forget();
  }

  private static String describe(TokenPair pair) {
    return "token "
        + pair.fingerprint()
        + ", generation "
        + pair.generation()
        + ", expires "
        + pair.expiresAt();
  }
}

package io.centraltoken.agent.runtime;

import io.centraltoken.agent.instrument.HookListener;
import io.centraltoken.agent.token.TokenListener;
import io.centraltoken.agent.token.TokenPair;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Says to people what happens to the token and to the hooks. Called by the token thread, by class
 * loading and by application threads.
 */
final class EventLog implements TokenListener, HookListener, Consumer<Throwable> {
  private final Log log;
  private final AtomicLong suppressed = new AtomicLong();

  EventLog(Log log) {
    this.log = log;
  }

  Log log() {
    return log;
  }

  @Override
  public void loaded(TokenPair pair) {
    log.info("read " + describe(pair));
  }

  @Override
  public void refreshed(TokenPair pair) {
    log.info("refreshed, now " + describe(pair));
  }

  @Override
  public void refreshFailed(String why, Duration retryAfter, boolean usable) {
    String meaning = usable ? "the old token is good for now" : "requests go out without a token";
    log.warn(
        "no refresh: " + why + "; " + meaning + ", next try in " + retryAfter.toMillis() + " ms");
  }

  @Override
  public void rejected(String why, String remedy) {
    log.error(why + "; " + remedy);
  }

  @Override
  public void unpersisted(String why) {
    log.error(
        "the new token is in use but could not be stored, and would be lost with this JVM: "
            + why
            + "; make central.token.file writable");
  }

  @Override
  public void applied(String className) {
    // the normal case, and inside class loading: nothing is worth a line there
  }

  @Override
  public void failed(String what, String why) {
    log.error(
        "not hooked: " + what + " (" + why + "); requests of this client go out without a token");
  }

  /** A hook failed and the request went out as the application made it: counted, and said once. */
  @Override
  public void accept(Throwable failure) {
    if (suppressed.incrementAndGet() == 1) {
      log.error(
          "a hook failed and left its request alone, further failures are only counted: "
              + failure.getClass().getName());
    }
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

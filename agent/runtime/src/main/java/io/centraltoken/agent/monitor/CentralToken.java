package io.centraltoken.agent.monitor;

import io.centraltoken.agent.oauth.TokenPair;
import io.centraltoken.agent.observe.EventLog;
import io.centraltoken.agent.request.Quota;
import io.centraltoken.agent.token.OperatorRequests;
import io.centraltoken.agent.token.RefreshPolicy;
import io.centraltoken.agent.token.TokenState;
import io.centraltoken.agent.token.TokenStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.AttributeChangeNotification;
import javax.management.MBeanNotificationInfo;
import javax.management.NotificationBroadcasterSupport;
import javax.management.ObjectName;

/** Answers from what the token thread has published; waits for that thread in operations only. */
final class CentralToken extends NotificationBroadcasterSupport implements CentralTokenMXBean {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ObjectName name;
  private final TokenState state;
  private final EventLog events;
  private final OperatorRequests requests;
  private final AtomicLong notifications = new AtomicLong();
  private volatile TokenStatus told = TokenStatus.STARTING;

  /**
   * @param listeners runs what others do with a notification, which is not for the token thread
   */
  CentralToken(
      ObjectName name,
      TokenState state,
      EventLog events,
      OperatorRequests requests,
      Executor listeners) {
    super(
        listeners,
        new MBeanNotificationInfo(
            new String[] {AttributeChangeNotification.ATTRIBUTE_CHANGE},
            AttributeChangeNotification.class.getName(),
            "The state of the token has changed."));
    this.name = name;
    this.state = state;
    this.events = events;
    this.requests = requests;
  }

  /** Called by the token thread, which must not be ended by a fault of JMX or of a full heap. */
  void statusIs(TokenStatus present) {
    TokenStatus before = told;
    told = present;
    try {
      notify(before, present);
    } catch (RuntimeException | Error unsent) {
      events.log().warn("a change of the state was not notified: " + unsent.getClass().getName());
    }
  }

  private void notify(TokenStatus before, TokenStatus present) {
    sendNotification(
        new AttributeChangeNotification(
            name,
            notifications.incrementAndGet(),
            System.currentTimeMillis(),
            "the state of the token is " + present,
            "State",
            String.class.getName(),
            before.name(),
            present.name()));
  }

  @Override
  public String getState() {
    return state.status().name();
  }

  @Override
  public long getGeneration() {
    TokenPair pair = state.pair();
    return pair == null ? 0 : pair.generation();
  }

  @Override
  public String getFingerprint() {
    TokenPair pair = state.pair();
    return pair == null ? null : pair.fingerprint();
  }

  @Override
  public long getAccessTokenSecondsLeft() {
    TokenPair pair = state.pair();
    return pair == null ? 0 : secondsUntil(pair.expiresAt());
  }

  @Override
  public long getRefreshTokenSecondsLeft() {
    TokenPair pair = state.pair();
    return pair == null || !pair.isRefreshable()
        ? 0
        : secondsUntil(RefreshPolicy.refreshTokenEnd(pair));
  }

  private long secondsUntil(Instant end) {
    return Math.max(0, Duration.between(state.now(), end).getSeconds());
  }

  @Override
  public Date getLastRefreshTime() {
    Instant last = events.figures().lastTime();
    return last == null ? null : Date.from(last);
  }

  @Override
  public String getLastRefreshOutcome() {
    return events.figures().lastOutcome();
  }

  @Override
  public int getConsecutiveFailures() {
    return events.figures().failuresInARow();
  }

  @Override
  public long getQuotaRemainingDay() {
    Quota quota = events.requests().quota();
    return quota == null ? Quota.UNKNOWN : quota.remainingInDay(state.now());
  }

  @Override
  public long getQuotaLimitDay() {
    Quota quota = events.requests().quota();
    return quota == null ? Quota.UNKNOWN : quota.limitOfDay();
  }

  @Override
  public long getQuotaRemainingSecond() {
    Quota quota = events.requests().quota();
    return quota == null ? Quota.UNKNOWN : quota.remainingInSecond();
  }

  @Override
  public long getInjected() {
    return events.requests().injectedSoFar();
  }

  @Override
  public long getHeld() {
    return events.requests().heldSoFar();
  }

  @Override
  public long getReplayed() {
    return events.requests().replayedSoFar();
  }

  @Override
  public long getNotReplayable() {
    return events.requests().notReplayableSoFar();
  }

  @Override
  public Map<String, Long> getRefreshes() {
    return events.figures().outcomes();
  }

  @Override
  public long getSuppressedErrors() {
    return events.requests().suppressedSoFar();
  }

  @Override
  public List<String> getHooks() {
    return events.hooks().inPlace();
  }

  @Override
  public String refresh() {
    return result(requests.refresh(PATIENCE));
  }

  @Override
  public String reload() {
    return result(requests.reload(PATIENCE));
  }

  private String result(boolean ended) {
    TokenPair pair = state.pair();
    return getState()
        + (pair == null
            ? ", no token"
            : ", token " + pair.fingerprint() + ", generation " + pair.generation())
        + (ended ? "" : "; not done yet, look at the log");
  }
}

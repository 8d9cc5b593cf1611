package io.centraltoken.agent.monitor;

import java.util.Date;
import java.util.List;
import java.util.Map;

/**
 * The agent of this JVM as {@code io.centraltoken:type=CentralToken}. Holds no secret: a token is
 * named by its fingerprint. A change of the state is notified as a {@link
 * javax.management.AttributeChangeNotification} of the attribute {@code State}.
 */
public interface CentralTokenMXBean {
  /** STARTING, VALID, REFRESHING, RETRYING, EXPIRED, REJECTED, UNPERSISTED or DISABLED. */
  String getState();

  /** Exchanges since the token was downloaded; 0 also where there is none. */
  long getGeneration();

  /** The first 8 hex digits of the SHA-256 of the access token; null: there is none. */
  String getFingerprint();

  /** Until the access token expires; 0 where it has, or where there is none. */
  long getAccessTokenSecondsLeft();

  /** Until the refresh token expires, 14 days after its pair was made; 0 where there is none. */
  long getRefreshTokenSecondsLeft();

  /** When this JVM last called the token endpoint; null: it has not. */
  Date getLastRefreshTime();

  /** What came of that: {@code new pair}, or the kind of failure; null: there was no call. */
  String getLastRefreshOutcome();

  /** Calls of this JVM that gave no pair since the last that did. */
  int getConsecutiveFailures();

  /**
   * Calls that the account has left until 00:00 GMT, as a response of the last second or so said;
   * -1: none has said so since.
   */
  long getQuotaRemainingDay();

  /** Calls that the account had left for the second in which that response came. */
  long getQuotaRemainingSecond();

  /** Calls that the account has in a day, as that response said. */
  long getQuotaLimitDay();

  /** Requests that went out with the token, counting redirects and repetitions. */
  long getInjected();

  /** Requests that waited for an exchange of tokens. */
  long getHeld();

  /** Requests that were sent again because their token was rejected. */
  long getReplayed();

  /** Requests whose token was rejected and that could not be sent again. */
  long getNotReplayable();

  /** Calls of this JVM by what came of them. */
  Map<String, Long> getRefreshes();

  /** Failures inside the agent that left a request as the program made it. */
  long getSuppressedErrors();

  /** The HTTP clients whose hooks are in place. */
  List<String> getHooks();

  /**
   * Refreshes the token now, as far as the limits of the gateway allow.
   *
   * @return what came of it
   */
  String refresh();

  /**
   * Reads the token file now.
   *
   * @return what is in use then
   */
  String reload();
}

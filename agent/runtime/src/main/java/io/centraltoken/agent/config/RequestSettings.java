package io.centraltoken.agent.config;

import java.time.Duration;

/** What happens to a request to the gateway, checked. */
public final class RequestSettings {
  private final Duration holdTimeout;
  private final Duration settleTimeout;
  private final Duration waitTimeout;
  private final String ownAuthorization;
  private final String queryToken;
  private final boolean withoutChallenge;
  private final boolean replaying;
  private final long replayBuffer;
  private final String connectionClass;

  /**
   * @param clientCredentials a new token leaves the old one alive, so nothing is gained by keeping
   *     requests back during an exchange; and New Central rejects one without a challenge
   */
  RequestSettings(SettingReader read, boolean clientCredentials) throws SettingException {
    Duration hold = read.duration(SettingKeys.HOLD_TIMEOUT, Duration.ofSeconds(2));
    Duration settle = read.duration(SettingKeys.SETTLE_TIMEOUT, Duration.ofMillis(500));
    this.holdTimeout = clientCredentials ? Duration.ZERO : hold;
    this.settleTimeout = clientCredentials ? Duration.ZERO : settle;
    this.waitTimeout = read.duration(SettingKeys.WAIT_TIMEOUT, Duration.ofSeconds(10));
    this.ownAuthorization = read.oneOf(SettingKeys.OWN_AUTHORIZATION, "replace", "replace", "keep");
    this.queryToken = read.oneOf(SettingKeys.QUERY_TOKEN, "warn", "warn", "replace");
    this.withoutChallenge = clientCredentials;
    this.replaying = read.isTrue(SettingKeys.REPLAY, true);
    this.replayBuffer = read.bytes(SettingKeys.REPLAY_BUFFER, 1 << 20);
    this.connectionClass = read.className(SettingKeys.CONNECTION_CLASS);
  }

  /** How long after the start of an exchange requests are held, at most. */
  public Duration holdTimeout() {
    return holdTimeout;
  }

  /** How long an exchange waits for the responses to requests that carry the present token. */
  public Duration settleTimeout() {
    return settleTimeout;
  }

  /** How long a request waits for a token, where there is none that is usable. */
  public Duration waitTimeout() {
    return waitTimeout;
  }

  /** Whether an Authorization that the program sets itself stays. */
  public boolean isOwnAuthorizationKept() {
    return ownAuthorization.equals("keep");
  }

  /** Whether a token that the program puts into a query gives way to the agent's. */
  public boolean isQueryTokenReplaced() {
    return queryToken.equals("replace");
  }

  /** Whether a response 401 rejects the token also if no WWW-Authenticate says so. */
  public boolean isRejectedWithoutChallenge() {
    return withoutChallenge;
  }

  /** Whether a request whose token was rejected is sent once more. */
  public boolean isReplaying() {
    return replaying;
  }

  /** Bytes of a body that are kept for it. */
  public long replayBuffer() {
    return replayBuffer;
  }

  /** A vendor's HttpURLConnection that is hooked too, by its public methods, or null. */
  public String connectionClass() {
    return connectionClass;
  }
}

package io.centraltoken.agent.oauth;

import java.time.Duration;

/**
 * One exchange that gave no pair. The message is made here from parts that hold no secret, never
 * from a URL, a body or a JDK exception's message.
 */
public final class TokenExchangeException extends Exception {
  private static final long serialVersionUID = 1L;

  private final FailureClass failureClass;
  private final Duration retryAfter;
  private final String remedy;

  public TokenExchangeException(FailureClass failureClass, String message) {
    this(failureClass, message, Duration.ZERO, "");
  }

  /**
   * @param retryAfter how long the server wants to be left alone; zero if it did not say
   */
  TokenExchangeException(FailureClass failureClass, String message, Duration retryAfter) {
    this(failureClass, message, retryAfter, "");
  }

  private TokenExchangeException(
      FailureClass failureClass, String message, Duration retryAfter, String remedy) {
    super(message);
    this.failureClass = failureClass;
    this.retryAfter = retryAfter;
    this.remedy = remedy;
  }

  /** The settings are rejected; it is tried again when they change, and a few times an hour. */
  static TokenExchangeException misconfigured(String message, String remedy) {
    return new TokenExchangeException(FailureClass.CONFIGURATION, message, Duration.ZERO, remedy);
  }

  /** 429 or 503; the server may have said how long it wants to be left alone. */
  static TokenExchangeException throttled(int status, Duration retryAfter) {
    return new TokenExchangeException(
        FailureClass.THROTTLED, "the token endpoint answered " + status, retryAfter, "");
  }

  /** Nothing was sent: no address, no connection, no TLS session, no way through a proxy. */
  static TokenExchangeException unreachable(String message) {
    return new TokenExchangeException(FailureClass.PRE_SEND, message);
  }

  /** Nothing was sent: the system lets this process start no more threads. */
  public static TokenExchangeException noThread() {
    return new TokenExchangeException(
        FailureClass.PRE_SEND,
        "no thread can be started for a token request; raise the thread limit of this process (pids.max, ulimit -u)");
  }

  /** Something was sent, and no whole response came back. */
  public static TokenExchangeException lost(Throwable why) {
    return new TokenExchangeException(
        FailureClass.AMBIGUOUS,
        "the response of the token endpoint did not arrive ("
            + why.getClass().getSimpleName()
            + ")");
  }

  public FailureClass failureClass() {
    return failureClass;
  }

  /** Zero if the server did not say. */
  public Duration retryAfter() {
    return retryAfter;
  }

  /** What a person does about it; empty where waiting helps. */
  public String remedy() {
    return remedy;
  }
}

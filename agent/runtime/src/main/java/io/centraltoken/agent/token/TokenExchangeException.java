package io.centraltoken.agent.token;

/**
 * One exchange that gave no pair. The message is made here from parts that hold no secret, never
 * from a URL, a body or a JDK exception's message.
 */
public final class TokenExchangeException extends Exception {
  private static final long serialVersionUID = 1L;

  private final FailureClass failureClass;

  public TokenExchangeException(FailureClass failureClass, String message) {
    super(message);
    this.failureClass = failureClass;
  }

  FailureClass failureClass() {
    return failureClass;
  }

  /** What a failure means for the refresh token, and so for what may be tried next. */
  public enum FailureClass {
    /** The server saw nothing: the refresh token is intact. */
    PRE_SEND,
    /** 429 or 503: the refresh token is intact. */
    THROTTLED,
    /** The refresh token is refused: a person must download a new pair. */
    DEFINITIVE,
    /** The client id or secret is refused: a person must mend the settings. */
    CONFIGURATION,
    /**
     * The server may have rotated and the reply was lost: the same refresh token is tried again,
     * which does no harm.
     */
    AMBIGUOUS
  }
}

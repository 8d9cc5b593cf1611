package io.centraltoken.agent.token;

import java.net.URI;

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

  /** Nothing was sent: no address, no connection, no TLS session. */
  public static TokenExchangeException unreachable(URI uri, Throwable why) {
    return new TokenExchangeException(
        FailureClass.PRE_SEND,
        "the token endpoint at "
            + uri.getHost()
            + " cannot be reached ("
            + why.getClass().getSimpleName()
            + "), look at its name, firewall, proxy and certificate");
  }

  /** Something was sent, and no whole reply came back. */
  public static TokenExchangeException lost(Throwable why) {
    return new TokenExchangeException(
        FailureClass.AMBIGUOUS,
        "the reply of the token endpoint did not arrive (" + why.getClass().getSimpleName() + ")");
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

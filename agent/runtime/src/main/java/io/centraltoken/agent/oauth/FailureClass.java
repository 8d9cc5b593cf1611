package io.centraltoken.agent.oauth;

/** What a failure means for the refresh token, and so for what may be tried next. */
public enum FailureClass {
  /** The server saw nothing: the refresh token is intact. */
  PRE_SEND,
  /** 429 or 503: the refresh token is intact. */
  THROTTLED,
  /** The refresh token is rejected: a person must download a new pair. */
  DEFINITIVE,
  /** The client id or secret is rejected: a person must correct the settings. */
  CONFIGURATION,
  /**
   * The server may have rotated and the response was lost: the same refresh token is tried again,
   * which does no harm.
   */
  AMBIGUOUS
}

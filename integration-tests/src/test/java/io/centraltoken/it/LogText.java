package io.centraltoken.it;

/**
 * Words of the agent's log that a test demands or forbids. Each is demanded by one test at least,
 * so that none which is forbidden elsewhere can disappear unnoticed.
 */
public final class LogText {
  /** Of each refresh that gave no pair. */
  static final String REFRESH_FAILED = "token refresh failed: ";

  /** A person is needed. */
  static final String DOWNLOAD = "download a new token";

  /**
   * An exception in the agent's own code during a request; demanded by the unit test of
   * RequestEvents.
   */
  public static final String HOOK_FAILED = "a hook failed";

  /** At the end of the counters beside each new token. */
  static final String HOOK_ERRORS = " hook errors";

  static final String NOT_STORED = "the new token is in use but could not be stored";
  static final String CANNOT_WRITE = "cannot write next to central.token.file";
  static final String OVERWRITTEN = "central.token.file was overwritten with an already used token";

  private LogText() {}
}

package io.centraltoken.agent.token;

import java.io.IOException;

/** Nobody can lock this store, so that an exchange without a lock takes nothing from anybody. */
public final class NoLockException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message for people
   */
  public NoLockException(String message) {
    super(message);
  }
}

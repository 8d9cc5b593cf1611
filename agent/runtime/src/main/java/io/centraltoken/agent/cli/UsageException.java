package io.centraltoken.agent.cli;

/** A command line that cannot be meant as it is; the message says what is wrong with it. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}

package io.centraltoken.agent.token;

import java.io.IOException;

/** Names a fault of the agent or of a library. */
public final class Faults {
  /** Of a manager that the program has set itself: it need not know a policy. */
  static final String GRANT =
      "let the SecurityManager of this JVM grant all permissions to the agent's jar";

  private Faults() {}

  /** What went wrong where no exception was foreseen, and what to do if anything can be done. */
  static String unforeseen(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof SecurityException) {
        return "the agent lacks a permission: " + where(cause) + "; " + GRANT;
      }
    }
    return "the agent has a fault: " + where(fault);
  }

  /** What a store throws on purpose says what is wrong; anything else is a fault. */
  static String describe(Throwable failure) {
    return failure instanceof IOException ? failure.toString() : where(failure);
  }

  /** Without the message, in which a library may have put what it was working on: a secret. */
  public static String where(Throwable fault) {
    StackTraceElement[] trace = fault.getStackTrace();
    return fault.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
  }
}

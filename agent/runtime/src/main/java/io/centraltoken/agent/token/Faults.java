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
    Throwable refusal = cause(fault, SecurityException.class);
    return refusal == null
        ? "the agent has a fault: " + where(fault)
        : "the agent lacks a permission: " + where(refusal) + "; " + GRANT;
  }

  /** The failure itself or the first of its causes that is of this class; null: none is. */
  static Throwable cause(Throwable failure, Class<?> type) {
    Throwable cause = failure;
    while (cause != null && !type.isInstance(cause)) {
      cause = cause.getCause();
    }
    return cause;
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

package io.centraltoken.agent.message;

import java.io.IOException;

/** Names a fault of the agent or of a library. */
public final class Faults {
  private Faults() {}

  /** What went wrong where no exception was foreseen, and what to do if anything can be done. */
  public static String unforeseen(Throwable fault) {
    Throwable refusal = cause(fault, SecurityException.class);
    if (refusal != null) {
      return "the agent lacks a permission: " + where(refusal) + "; " + Remedies.GRANT;
    }
    boolean broken = fault instanceof NoClassDefFoundError; // and stays so: JLS 12.4.2
    return "internal error: "
        + where(fault)
        + (broken ? "; restart this JVM if it happens again" : "");
  }

  /** The failure itself or the first of its causes that is of this class; null: none is. */
  public static Throwable cause(Throwable failure, Class<?> type) {
    Throwable cause = failure;
    while (cause != null && !type.isInstance(cause)) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** What a store throws on purpose says what is wrong; anything else is a fault. */
  public static String describe(Throwable failure) {
    return failure instanceof IOException ? failure.toString() : where(failure);
  }

  /** Without the message, in which a library may have put what it was working on: a secret. */
  public static String where(Throwable fault) {
    StackTraceElement[] trace = fault.getStackTrace();
    return fault.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
  }
}

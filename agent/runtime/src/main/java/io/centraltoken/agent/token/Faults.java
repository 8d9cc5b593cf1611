package io.centraltoken.agent.token;

import java.io.IOException;

/** Names a fault of the agent or of a library. */
public final class Faults {
  private Faults() {}

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

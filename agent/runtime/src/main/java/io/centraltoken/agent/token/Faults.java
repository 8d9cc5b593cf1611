package io.centraltoken.agent.token;

/** Names a fault of the agent or of a library. */
final class Faults {
  private Faults() {}

  /** Without the message, in which a library may have put what it was working on: a secret. */
  static String where(Throwable fault) {
    StackTraceElement[] trace = fault.getStackTrace();
    return fault.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
  }
}

package io.centraltoken.agent.runtime;

import java.io.PrintStream;

/**
 * Lines for people, one an event. Not java.util.logging or System.Logger: touching either early
 * breaks the logging of application servers.
 */
final class Log {
  private final PrintStream out;

  Log(PrintStream out) {
    this.out = out;
  }

  void info(String message) {
    line("INFO", message);
  }

  void warn(String message) {
    line("WARN", message);
  }

  void error(String message) {
    line("ERROR", message);
  }

  private void line(String level, String message) {
    out.println(
        "[central-token " + UtcTime.of(System.currentTimeMillis()) + "] " + level + " " + message);
  }
}

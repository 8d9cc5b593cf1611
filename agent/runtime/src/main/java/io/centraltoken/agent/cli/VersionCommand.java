package io.centraltoken.agent.cli;

import java.io.PrintStream;

/** Prints the version of this jar and of the Java that runs it. */
final class VersionCommand implements Command {
  @Override
  public String name() {
    return "version";
  }

  @Override
  public String summary() {
    return "Print the version of this jar and of this Java.";
  }

  @Override
  public int execute(Invocation invocation) {
    print(invocation.version, invocation.out);
    return FINE;
  }

  static void print(String version, PrintStream out) {
    out.println("Central Token Agent " + version);
    out.println(
        "Java "
            + System.getProperty("java.version")
            + " ("
            + System.getProperty("java.vendor")
            + ") "
            + System.getProperty("java.home"));
  }
}

package io.centraltoken.agent.cli;

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
    invocation.out.println("Central Token Agent " + invocation.version);
    invocation.out.println(
        "Java "
            + System.getProperty("java.version")
            + " ("
            + System.getProperty("java.vendor")
            + ") "
            + System.getProperty("java.home"));
    return FINE;
  }
}

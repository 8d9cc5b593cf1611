package io.centraltoken.agent.cli;

import io.centraltoken.agent.config.SettingException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Collections;
import java.util.List;

/** Runs another program with the access token in its environment. */
final class RunCommand implements Command {
  private static final String VARIABLE = "CENTRAL_ACCESS_TOKEN";

  @Override
  public String name() {
    return "run";
  }

  @Override
  public String summary() {
    return "Run a command with the access token in its environment, and end with its exit code."
        + " The token is that of the moment of the start.";
  }

  @Override
  public List<Option> options() {
    return Collections.singletonList(
        Option.valued("variable", "NAME", "the environment variable (default " + VARIABLE + ")"));
  }

  @Override
  public String rest() {
    return "command arguments...";
  }

  @Override
  public int execute(Invocation invocation) throws UsageException, SettingException, IOException {
    List<String> command = invocation.arguments.rest();
    if (command.isEmpty()) {
      throw new UsageException("write the command behind --, as in: run -- ./report.sh");
    }
    String token = Session.open(invocation).accessToken();
    if (token == null) {
      return TO_DO;
    }
    ProcessBuilder child = new ProcessBuilder(command).inheritIO();
    String variable = invocation.arguments.value("variable");
    child.environment().put(variable == null ? VARIABLE : variable, token);
    return exitCode(child.start());
  }

  private static int exitCode(Process child) throws IOException {
    try {
      return child.waitFor();
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the command was running");
    }
  }
}

package io.centraltoken.agent.cli;

import java.io.PrintStream;
import java.util.List;

/** Prints what the commands do, or all that one of them takes. */
final class HelpCommand {
  private static final String START = "java -jar central-token-agent.jar ";

  private final List<Command> commands;

  HelpCommand(List<Command> commands) {
    this.commands = commands;
  }

  String name() {
    return "help";
  }

  /**
   * @param words a command, or nothing
   * @return the exit code
   */
  int execute(List<String> words, PrintStream out) throws UsageException {
    if (words.isEmpty()) {
      printAll(out);
      return Command.FINE;
    }
    for (Command command : commands) {
      if (command.name().equals(words.get(0))) {
        print(command, out);
        return Command.FINE;
      }
    }
    throw new UsageException("there is no command '" + words.get(0) + "'");
  }

  void printAll(PrintStream out) {
    out.println("Usage: " + START + "<command> [options]");
    out.println();
    for (Command command : commands) {
      Columns.print(out, "  " + command.name(), 12, command.summary());
    }
    Columns.print(out, "  help", 12, "Print this, or with the name of a command all its options.");
    out.println();
    printSettings(out);
    out.println();
    out.println("Exit codes: 0 fine, 1 something must be done, 2 a wrong command line.");
    out.println("As an agent: java -javaagent:central-token-agent.jar -jar application.jar");
  }

  private static void print(Command command, PrintStream out) {
    String rest = command.rest() == null ? "" : " -- " + command.rest();
    out.println("Usage: " + START + command.name() + " [options]" + rest);
    out.println();
    Columns.print(out, "", 0, command.summary());
    out.println();
    for (Option option : command.options()) {
      Columns.print(out, "  " + option, 24, option.meaning);
    }
    if (!command.options().isEmpty()) {
      out.println();
    }
    printSettings(out);
  }

  private static void printSettings(PrintStream out) {
    Columns.print(
        out,
        "",
        0,
        "Each setting of the agent is an option too: central.token.file is"
            + " --token-file=... Settings are also read from system properties, the environment and"
            + " central-token-agent.properties beside the jar.");
  }
}

package io.centraltoken.agent.cli;

import io.centraltoken.agent.bootstrap.CommandEntry;
import io.centraltoken.agent.config.SettingException;
import io.centraltoken.agent.message.Faults;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Finds the command and runs it; whatever goes wrong is one line and an exit code. */
public final class CommandLine implements CommandEntry {
  private static final String PREFIX = "central-token-agent: ";

  private final PrintStream out;
  private final PrintStream err;

  public CommandLine() {
    this(System.out, System.err);
  }

  CommandLine(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public int run(File jar, String version, String[] words) {
    List<Command> commands = commands();
    HelpCommand help = new HelpCommand(commands);
    if (words.length == 0) {
      help.printAll(err);
      return Command.USAGE;
    }
    List<String> rest = Arrays.asList(words).subList(1, words.length);
    try {
      if (isHelp(words[0], help)) {
        return help.execute(rest, out);
      }
      Command command = find(words[0], commands);
      if (rest.contains("--help") && command.rest() == null) {
        return help.execute(Collections.singletonList(command.name()), out);
      }
      Arguments arguments = Arguments.parse(rest, command.options(), command.rest() != null);
      return command.execute(new Invocation(jar, version, arguments, out, err));
    } catch (UsageException wrong) {
      err.println(PREFIX + wrong.getMessage());
      err.println("See: java -jar " + jar.getName() + " help");
      return Command.USAGE;
    } catch (SettingException | IOException failure) {
      err.println(PREFIX + failure.getMessage());
      return Command.TO_DO;
    } catch (RuntimeException | Error fault) {
      err.println(PREFIX + Faults.unforeseen(fault));
      return Command.TO_DO;
    } finally {
      out.flush();
    }
  }

  private static boolean isHelp(String word, HelpCommand help) {
    return word.equals(help.name()) || word.equals("--help") || word.equals("-h");
  }

  private static List<Command> commands() {
    return Arrays.asList(
        new InitCommand(),
        new CheckCommand(),
        new StatusCommand(),
        new TokenCommand(),
        new RefreshCommand(),
        new LoginCommand(),
        new RunCommand(),
        new WaitCommand(),
        new BundleCommand(),
        new VersionCommand());
  }

  private static Command find(String name, List<Command> commands) throws UsageException {
    String plain = name.equals("--version") ? "version" : name;
    for (Command command : commands) {
      if (command.name().equals(plain)) {
        return command;
      }
    }
    throw new UsageException("there is no command '" + name + "'");
  }
}

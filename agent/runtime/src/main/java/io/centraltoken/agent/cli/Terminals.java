package io.centraltoken.agent.cli;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Whether a person looks on. */
final class Terminals {
  private Terminals() {}

  /** Whether both input and output are a terminal: only then is anything asked or drawn. */
  static boolean isOutputShown() {
    return console() != null;
  }

  /** Null without a terminal. From Java 22 on there is a console without one, too. */
  @SuppressWarnings("SystemConsoleNull") // what isTerminal says counts where there is one
  static Console console() {
    Console console = System.console();
    if (console == null) {
      return null;
    }
    try {
      Object terminal = Console.class.getMethod("isTerminal").invoke(console);
      return Boolean.TRUE.equals(terminal) ? console : null;
    } catch (NoSuchMethodException before22) {
      return console;
    } catch (IllegalAccessException | InvocationTargetException unknown) {
      return null;
    }
  }
}

package io.centraltoken.agent.cli;

import java.io.PrintStream;

/** What a check has found: each line is fine, a warning or an error, and says what to do. */
final class Findings {
  private static final int INDENT = 10;

  private final PrintStream out;
  private int warnings;
  private int errors;

  Findings(PrintStream out) {
    this.out = out;
  }

  void section(String title) {
    out.println(title);
  }

  void ok(String text) {
    Columns.print(out, "  ok", INDENT, text);
  }

  /**
   * @param remedy what to do, a clause that begins small
   */
  void warning(String text, String remedy) {
    warnings++;
    Columns.print(out, "  warning", INDENT, text + "; " + remedy);
  }

  /** Whose text says what to do. */
  void warning(String text) {
    warnings++;
    Columns.print(out, "  warning", INDENT, text);
  }

  /**
   * @param remedy what to do, a clause that begins small
   */
  void error(String text, String remedy) {
    error(text + "; " + remedy);
  }

  /** Whose text says what to do. */
  void error(String text) {
    errors++;
    Columns.print(out, "  error", INDENT, text);
  }

  /**
   * The last line.
   *
   * @return the exit code
   */
  int conclude() {
    out.println(
        errors
            + (errors == 1 ? " error, " : " errors, ")
            + warnings
            + (warnings == 1 ? " warning" : " warnings"));
    return errors == 0 ? Command.FINE : Command.TO_DO;
  }
}

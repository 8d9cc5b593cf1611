package io.centraltoken.agent.cli;

import io.centraltoken.agent.config.SettingException;
import java.io.IOException;
import java.util.Collections;
import java.util.List;

/** One verb of the command line. */
interface Command {
  /** Fine. */
  int FINE = 0;

  /** Something must be done; a line has said what. */
  int TO_DO = 1;

  /** The command line itself is wrong. */
  int USAGE = 2;

  String name();

  /** What it does, in one line. */
  String summary();

  /** Those that are no settings. */
  default List<Option> options() {
    return Collections.emptyList();
  }

  /** What it takes behind {@code --}; null: nothing. */
  default String rest() {
    return null;
  }

  /**
   * @return the exit code
   */
  int execute(Invocation invocation) throws UsageException, SettingException, IOException;
}

package io.centraltoken.agent.bootstrap;

import java.io.File;

/** What {@link Agent#main} knows of the command line, which lives in the isolated loader. */
public interface CommandEntry {
  /**
   * Runs one command and waits for its end.
   *
   * @param jar of the agent
   * @return the exit code: 0 fine, 1 something must be done, 2 a wrong command line
   */
  int run(File jar, String version, String[] arguments);
}

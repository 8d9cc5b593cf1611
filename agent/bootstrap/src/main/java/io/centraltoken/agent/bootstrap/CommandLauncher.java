package io.centraltoken.agent.bootstrap;

import java.io.File;
import java.io.IOException;

/** Starts the command line inside the same isolated loader as the agent. */
final class CommandLauncher {
  private static final String ENTRY = "io.centraltoken.agent.cli.CommandLine";

  private CommandLauncher() {}

  /**
   * @return the exit code
   * @throws IOException if the jar cannot be read
   * @throws ReflectiveOperationException if it holds no command line, which means that it was not
   *     built by agent/dist
   */
  static int run(File jar, String[] arguments) throws IOException, ReflectiveOperationException {
    JarClasses classes = new JarClasses(jar);
    ClassLoader loader = new RuntimeClassLoader(classes, jar.toURI().toURL(), parent());
    CommandEntry entry =
        (CommandEntry) loader.loadClass(ENTRY).getDeclaredConstructor().newInstance();
    return entry.run(jar, Version.in(classes), arguments);
  }

  /** This class is the boot loader's where the agent works in this JVM too. */
  private static ClassLoader parent() {
    ClassLoader own = CommandLauncher.class.getClassLoader();
    return own == null ? ClassLoader.getSystemClassLoader().getParent() : own;
  }
}

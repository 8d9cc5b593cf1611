package io.centraltoken.agent.bootstrap;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;

/**
 * Starts the runtime inside its isolated loader. Always defined by the boot loader, so that the
 * runtime and the hooks see the same {@link Bridge}.
 */
public final class RuntimeLauncher {
  private static final String ENTRY = "io.centraltoken.agent.runtime.AgentRuntime";

  private RuntimeLauncher() {}

  /**
   * @throws IOException if the jar cannot be read, or is damaged, as while somebody overwrites it
   * @throws ReflectiveOperationException if it holds no runtime, which means that it was not built
   *     by agent/dist
   */
  public static void launch(File jar, String arguments, Instrumentation instrumentation)
      throws IOException, ReflectiveOperationException {
    JarClasses classes = new JarClasses(jar);
    ClassLoader loader =
        new RuntimeClassLoader(
            classes, jar.toURI().toURL(), ClassLoader.getSystemClassLoader().getParent());
    RuntimeEntry entry =
        (RuntimeEntry) loader.loadClass(ENTRY).getDeclaredConstructor().newInstance();
    entry.start(jar, Version.in(classes), arguments, instrumentation);
    classes.leaveFile();
  }
}

package io.centraltoken.agent.bootstrap;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.jar.JarFile;

/**
 * Starts the runtime inside its isolated loader. Always defined by the boot loader, so that the
 * runtime and the hooks see the same {@link Bridge}.
 */
public final class RuntimeLauncher {
  private static final String ENTRY = "io.centraltoken.agent.runtime.AgentRuntime";

  private RuntimeLauncher() {}

  /**
   * @throws ReflectiveOperationException if the jar holds no runtime, which means that it was not
   *     built by agent/dist
   */
  public static void launch(File jar, String arguments, Instrumentation instrumentation)
      throws IOException, ReflectiveOperationException {
    ClassLoader loader =
        new RuntimeClassLoader(
            new JarFile(jar, false), ClassLoader.getSystemClassLoader().getParent());
    RuntimeEntry entry =
        (RuntimeEntry) loader.loadClass(ENTRY).getDeclaredConstructor().newInstance();
    entry.start(arguments, instrumentation);
  }
}

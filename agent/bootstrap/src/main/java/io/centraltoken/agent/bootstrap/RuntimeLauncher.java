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
    JarFile opened = new JarFile(jar, false);
    ClassLoader loader =
        new RuntimeClassLoader(opened, ClassLoader.getSystemClassLoader().getParent());
    RuntimeEntry entry =
        (RuntimeEntry) loader.loadClass(ENTRY).getDeclaredConstructor().newInstance();
    entry.start(Version.in(opened), arguments, instrumentation);
  }

  /**
   * Makes the runtime independent of its jar, which somebody may overwrite. To be called by the
   * runtime, but not in premain: it takes some ten milliseconds.
   *
   * @param runtime its class loader
   * @throws IOException if the jar was overwritten already; the message names it
   */
  public static void readAhead(ClassLoader runtime) throws IOException {
    if (runtime instanceof RuntimeClassLoader) {
      ((RuntimeClassLoader) runtime).readAhead();
    }
  }
}

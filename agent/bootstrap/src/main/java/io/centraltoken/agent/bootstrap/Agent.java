package io.centraltoken.agent.bootstrap;

import java.io.File;
import java.io.FileNotFoundException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;

/**
 * Entry point of the JVM (java.lang.instrument). Named by the manifest, whose Boot-Class-Path
 * normally makes the boot loader define this class; from a renamed jar it is the system loader's,
 * and every other class of this package must then be reached through the boot loader, or the hooks
 * would see a second bridge. Nothing may leave {@link #premain}: an exception here aborts the JVM.
 */
public final class Agent {
  private static final String LAUNCHER = "io.centraltoken.agent.bootstrap.RuntimeLauncher";

  private Agent() {}

  public static void premain(String arguments, Instrumentation instrumentation) {
    File jar = null;
    try {
      jar = ownJar();
      if (Agent.class.getClassLoader() == null) {
        RuntimeLauncher.launch(jar, arguments, instrumentation);
      } else {
        launchFromRenamedJar(jar, arguments, instrumentation);
      }
    } catch (SecurityException denied) {
      if (!isDisabled(arguments)) {
        System.err.println("[central-token] ERROR " + PolicyGrant.missing(jar));
      }
    } catch (Throwable failure) {
      System.err.println(
          "[central-token] ERROR the agent could not start; the application runs on without it: "
              + failure);
    }
  }

  /** The command line; {@code help} lists the commands. */
  public static void main(String[] arguments) {
    int code;
    try {
      code = CommandLauncher.run(ownJar(), arguments);
    } catch (Throwable failure) {
      System.err.println("central-token-agent: this jar cannot be used: " + failure);
      code = 1;
    }
    System.exit(code);
  }

  /** Without its rights the agent cannot read its settings; this class, of the boot loader, can. */
  private static boolean isDisabled(String arguments) {
    try {
      return (arguments != null && arguments.contains("central.enabled=false"))
          || "false".equalsIgnoreCase(System.getProperty("central.enabled"))
          || "false".equalsIgnoreCase(System.getenv("CENTRAL_ENABLED"));
    } catch (SecurityException renamed) { // then it is not of the boot loader
      return false;
    }
  }

  private static void launchFromRenamedJar(
      File jar, String arguments, Instrumentation instrumentation) throws Throwable {
    instrumentation.appendToBootstrapClassLoaderSearch(new java.util.jar.JarFile(jar, false));
    try {
      Class.forName(LAUNCHER, true, null)
          .getMethod("launch", File.class, String.class, Instrumentation.class)
          .invoke(null, jar, arguments, instrumentation);
    } catch (InvocationTargetException failed) {
      throw failed.getCause();
    }
  }

  /**
   * The code source is null for a class of the boot loader, so the jar is found by the class file;
   * URI decodes blanks and non-ASCII letters.
   */
  private static File ownJar() throws Exception {
    URL found = ClassLoader.getSystemResource(Agent.class.getName().replace('.', '/') + ".class");
    if (found == null && System.getSecurityManager() != null) {
      throw new SecurityException("a resource of its own jar");
    } else if (found == null) {
      throw new FileNotFoundException(
          "its jar cannot be found, because the locale of this JVM has no letters for the path; start it with LC_ALL=C.UTF-8, or move the jar");
    }
    String url = found.toString();
    return new File(new URI(url.substring("jar:".length(), url.lastIndexOf("!/"))));
  }
}

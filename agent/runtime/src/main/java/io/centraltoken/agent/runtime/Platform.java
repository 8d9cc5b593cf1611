package io.centraltoken.agent.runtime;

import io.centraltoken.agent.bootstrap.Agent;
import java.io.File;
import java.io.IOException;
import java.security.AllPermission;
import java.util.Optional;

/** The only place that asks which Java this is, and what runs in it. */
final class Platform {
  /** Seen in {@code sun.java.command} of the programs in the bin folders of JDK 8, 17 and 27. */
  private static final String[] PACKAGES_OF_TOOLS = {
    "sun.tools.",
    "sun.security.tools.",
    "com.sun.tools.",
    "jdk.tools.",
    "jdk.jfr.internal.tool.",
    "jdk.javadoc.",
    "jdk.jpackage.",
    "jdk.internal.jshell."
  };

  private Platform() {}

  /** Programs that are modules, and images of jlink, have it only if they ask for it. */
  static boolean hasHttpClient() {
    return feature() >= 11 && isInBootLayer("java.net.http");
  }

  private static boolean isInBootLayer(String module) {
    try {
      Class<?> type = Class.forName("java.lang.ModuleLayer");
      Object boot = type.getMethod("boot").invoke(null);
      Object found = type.getMethod("findModule", String.class).invoke(boot, module);
      return ((Optional<?>) found).isPresent();
    } catch (ReflectiveOperationException java8) {
      return false;
    }
  }

  /**
   * Whether the launcher runs a program: {@code java -version} has none. Nor has a JVM that another
   * program has made, such as a Windows service.
   */
  static boolean hasMainClass() {
    return System.getProperty("sun.java.command") != null;
  }

  /** The classes for them are compiled for Java 11, the oldest that people still run. */
  static boolean hasModules() {
    return feature() >= 11;
  }

  /**
   * JDK tools get the agent from JAVA_TOOL_OPTIONS by accident; the launcher of single-file
   * programs runs an application.
   */
  static boolean isJdkTool() {
    return isJdkTool(System.getProperty("sun.java.command", ""));
  }

  /**
   * @param command main class or module/main class, and arguments, as the launcher sets it
   */
  static boolean isJdkTool(String command) {
    int end = command.indexOf(' ');
    String main = end < 0 ? command : command.substring(0, end);
    String type = main.substring(main.indexOf('/') + 1);
    for (String tools : PACKAGES_OF_TOOLS) {
      if (type.startsWith(tools)) {
        return !type.startsWith("com.sun.tools.javac.launcher.");
      }
    }
    return false;
  }

  /** Where JAVA_TOOL_OPTIONS give the agent to each Java, its command line gets it too. */
  static boolean isOwnCommandLine(File jar) {
    return isOwnCommandLine(System.getProperty("sun.java.command", ""), jar);
  }

  /**
   * @param command as in {@link #isJdkTool(String)}; the path of a jar may hold blanks
   */
  static boolean isOwnCommandLine(String command, File jar) {
    if (command.startsWith(Agent.class.getName())) {
      return true;
    }
    int name = command.indexOf(jar.getName());
    try {
      return name >= 0
          && new File(command.substring(0, name + jar.getName().length()))
              .getCanonicalFile()
              .equals(jar.getCanonicalFile());
    } catch (IOException notAFile) {
      return false;
    }
  }

  /**
   * For a JVM with a security manager.
   *
   * @throws SecurityException if not all is permitted to the agent
   */
  static void requireAllPermissions() {
    SecurityManager manager = System.getSecurityManager();
    if (manager != null) {
      manager.checkPermission(new AllPermission());
    }
  }

  /**
   * The process id where it can be had cheaply: ProcessHandle makes a thread pool, and
   * ManagementFactory would start half of JMX.
   */
  static String process() {
    try {
      long pid = Long.parseLong(new File("/proc/self").getCanonicalFile().getName());
      return "process " + pid;
    } catch (IOException | NumberFormatException noProc) {
      return processWithoutProc();
    }
  }

  private static String processWithoutProc() {
    try {
      Class<?> handle = Class.forName("java.lang.ProcessHandle");
      Object current = handle.getMethod("current").invoke(null);
      return "process " + handle.getMethod("pid").invoke(current);
    } catch (ReflectiveOperationException java8) {
      return "process unknown";
    }
  }

  private static int feature() {
    String version = System.getProperty("java.specification.version", "0");
    return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
  }
}

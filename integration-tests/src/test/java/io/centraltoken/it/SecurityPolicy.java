package io.centraltoken.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Policies for a JVM with a security manager, which Java 8 to 17 have without a word about it: the
 * grant that the README shows, and for the program no more than it needs.
 */
public final class SecurityPolicy {
  private static final List<String> OF_A_CLIENT =
      List.of(
          "java.net.SocketPermission \"*\", \"connect,resolve\"",
          "java.net.URLPermission \"http://127.0.0.1:*/-\", \"*:*\"",
          "java.lang.RuntimePermission \"exitVM.*\"");

  private static final List<String> OF_THE_PROBE =
      List.of(
          "java.io.FilePermission \"<<ALL FILES>>\", \"read,write,delete\"",
          "java.net.NetPermission \"*\"",
          "java.net.URLPermission \"http:*\", \"*:*\"",
          "java.net.URLPermission \"socket:*\", \"*:*\"",
          "java.util.PropertyPermission \"*\", \"read,write\"");

  private SecurityPolicy() {}

  /** Of those with a security manager that is not deprecated loudly. */
  public static List<Jdk> oldestAndNewestJdk() throws IOException {
    return Jdk.smallSample(jdk -> jdk.feature() < 18);
  }

  /** For the program that nobody may change. */
  static Path forLegacyApp(Path directory, boolean agent) throws IOException {
    String jar = Path.of(System.getProperty("legacy.jar")).toUri().toString();
    String running = "java.io.FilePermission \"" + directory.resolve("running") + "\", \"read\"";
    String program = grant(jar, OF_A_CLIENT) + grant(jar, List.of(running));
    return write(directory, (agent ? grantForAgent() : "") + program);
  }

  /** For the programs of the module probe. */
  public static Path forProbe(Path directory, boolean agent) throws IOException {
    String classes = Path.of(System.getProperty("probe.classes")).toUri() + "-";
    return write(
        directory,
        (agent ? grantForAgent() : "")
            + grant(classes, OF_A_CLIENT)
            + grant(classes, OF_THE_PROBE));
  }

  /**
   * To make requests.
   *
   * @param codeBase where its classes are from
   */
  static String forClient(String codeBase) {
    return grant(codeBase, OF_A_CLIENT);
  }

  /** As the README and the agent's own message have it. */
  static String grantForAgent() {
    return "grant codeBase \""
        + ProgramRun.agentJar().toFile().toURI()
        + "\" { permission java.security.AllPermission; };\n";
  }

  private static String grant(String codeBase, List<String> permissions) {
    return permissions.stream()
        .map(permission -> "  permission " + permission + ";\n")
        .collect(Collectors.joining("", "grant codeBase \"" + codeBase + "\" {\n", "};\n"));
  }

  private static Path write(Path directory, String policy) throws IOException {
    return Files.writeString(directory.resolve("java.policy"), policy);
  }
}

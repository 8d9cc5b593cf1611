package io.centraltoken.agent.cli;

import java.io.File;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which line starts the agent, for a plain JVM and for application servers, each in the file that
 * its own documentation names for options of the JVM. AGENT stands for the option.
 */
final class StartLines {
  private static final String AGENT = "AGENT";

  /** By name: a file of its installation by which it is known, and the lines to add. */
  private static final Map<String, String[]> SERVERS = new LinkedHashMap<>();

  static {
    add(
        "tomcat",
        "bin/catalina.sh",
        "bin/setenv.sh:",
        "  CATALINA_OPTS=\"$CATALINA_OPTS AGENT\"",
        "bin/setenv.bat on Windows:",
        "  set \"CATALINA_OPTS=%CATALINA_OPTS% AGENT\"");
    add(
        "wildfly",
        "bin/standalone.conf",
        "at the end of bin/standalone.conf:",
        "  JAVA_OPTS=\"$JAVA_OPTS AGENT\"",
        "bin/standalone.conf.bat on Windows:",
        "  set \"JAVA_OPTS=%JAVA_OPTS% AGENT\"");
    add(
        "payara",
        "bin/asadmin",
        "once, while the domain runs; then restart it (GlassFish alike):",
        "  bin/asadmin create-jvm-options 'AGENT'");
    add("jetty", "start.jar", "environment of the start script:", "  JAVA_OPTIONS=\"AGENT\"");
    add("liberty", "bin/server", "jvm.options of the server, a line:", "  AGENT");
    add(
        "weblogic",
        "bin/setDomainEnv.sh",
        "bin/setUserOverrides.sh of the domain:",
        "  JAVA_OPTIONS=\"${JAVA_OPTIONS} AGENT\"");
    add("systemd", null, "the unit, below [Service]:", "  Environment=\"JAVA_TOOL_OPTIONS=AGENT\"");
  }

  private StartLines() {}

  private static void add(String name, String knownBy, String... lines) {
    List<String> all = new ArrayList<>();
    all.add(knownBy);
    for (String line : lines) {
      all.add(line);
    }
    SERVERS.put(name, all.toArray(new String[0]));
  }

  /**
   * The servers to print.
   *
   * @param named a server, a folder where one is installed, or null: look beside the files
   * @throws UsageException if there is no such server
   */
  static List<String> servers(String named, Path folder) throws UsageException {
    List<String> found = new ArrayList<>();
    if (named == null) {
      addInstalled(folder, found);
      if (folder.getParent() != null) {
        addInstalled(folder.getParent(), found);
      }
    } else if (SERVERS.containsKey(named)) {
      found.add(named);
    } else {
      addInstalled(Paths.get(named), found);
      if (found.isEmpty()) {
        throw new UsageException(
            "'"
                + named
                + "' is no server that is known here and no folder of one; write "
                + String.join(", ", SERVERS.keySet()));
      }
    }
    return found;
  }

  private static void addInstalled(Path folder, List<String> found) {
    for (Map.Entry<String, String[]> server : SERVERS.entrySet()) {
      String knownBy = server.getValue()[0];
      boolean installed = knownBy != null && Files.exists(folder.resolve(knownBy));
      if (installed && !found.contains(server.getKey())) {
        found.add(server.getKey());
      }
    }
  }

  static void print(PrintStream out, File jar, Path properties, List<String> servers) {
    String agent = "-javaagent:" + jar.getAbsolutePath();
    if (!properties.getParent().equals(jar.getAbsoluteFile().toPath().normalize().getParent())) {
      agent += "=central.config.file=" + properties;
    }
    out.println("Start the application with the agent:");
    out.println("  java " + agent + " -jar application.jar");
    for (String server : servers) {
      out.println();
      out.println(server + ":");
      String[] lines = SERVERS.get(server);
      for (int i = 1; i < lines.length; i++) {
        out.println("  " + lines[i].replace(AGENT, option(server, agent)));
      }
    }
    if (servers.isEmpty()) {
      out.println("For a server: init --server=" + String.join("|", SERVERS.keySet()));
    }
  }

  /** asadmin takes a colon for the end of an option. */
  private static String option(String server, String agent) {
    return server.equals("payara") ? agent.replace(":", "\\:") : agent;
  }
}

package io.centraltoken.it.benchmark;

import io.centraltoken.it.CompiledAgent;
import io.centraltoken.it.FreePort;
import io.centraltoken.it.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A way to start a program.
 *
 * @param name in the table
 * @param options of the JVM
 * @param authorises whether it adds the token; else the program does
 * @param rounds how often it is measured at most: some take a hundred times as long as others
 */
record Variant(String name, List<String> options, boolean authorises, int rounds) {
  static final String NONE = "no agent";
  static final String EMPTY = "empty agent";
  static final String OURS = "this agent";

  private static final int FEW = 5;

  /** The first is what all are compared with. */
  static List<Variant> all(Path directory, String baseUrl, Path token) throws IOException {
    Path empty = CompiledAgent.empty(directory);
    List<String> disabled = ProgramRun.withAgent(baseUrl, token, "-Dcentral.enabled=false");
    List<String> ours = ProgramRun.withAgent(baseUrl, token, "-Dcentral.log.level=off");
    return List.of(
        new Variant(NONE, List.of(), false, Integer.MAX_VALUE),
        new Variant(EMPTY, List.of("-javaagent:" + empty), false, Integer.MAX_VALUE),
        new Variant("`central.enabled=false`", disabled, false, Integer.MAX_VALUE),
        new Variant(OURS, ours, true, Integer.MAX_VALUE),
        new Variant("JMX exporter 1.0.1", jmxExporter(directory), false, FEW),
        new Variant("OpenTelemetry 2.20.1, HTTP only", openTelemetry(true), false, FEW),
        new Variant("OpenTelemetry 2.20.1", openTelemetry(false), false, FEW));
  }

  private static List<String> jmxExporter(Path directory) throws IOException {
    Path configuration = Files.writeString(directory.resolve("jmx.yaml"), "{}\n");
    int port = FreePort.find();
    return List.of(
        "-javaagent:" + System.getProperty("jmx.jar") + "=127.0.0.1:" + port + ":" + configuration);
  }

  /** With the instrumentation of the JDK's two clients, or with all; it exports nothing. */
  static List<String> openTelemetry(boolean httpOnly) {
    List<String> options = new ArrayList<>();
    options.add("-javaagent:" + System.getProperty("otel.jar"));
    options.add("-Dotel.javaagent.logging=none");
    for (String signal : List.of("traces", "metrics", "logs")) {
      options.add("-Dotel." + signal + ".exporter=none");
    }
    if (httpOnly) {
      options.add("-Dotel.instrumentation.common.default-enabled=false");
      options.add("-Dotel.instrumentation.http-url-connection.enabled=true");
      options.add("-Dotel.instrumentation.java-http-client.enabled=true");
    }
    return options;
  }
}

package io.centraltoken.it;

import io.centraltoken.demo.simulator.CentralSimulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One command of the jar, started as a person does, and what it wrote. */
record CommandRun(int exitCode, String out, String err) {
  /** Options for a token of the simulator. */
  static List<String> options(CentralSimulator gateway, Path token) {
    return List.of(
        "--base-url=" + gateway.baseUrl(),
        "--token-file=" + token,
        "--client-id=" + CentralSimulator.CLIENT_ID,
        "--client-secret=" + CentralSimulator.CLIENT_SECRET);
  }

  /**
   * @param words the command and all behind it
   */
  static CommandRun of(Jdk jdk, List<String> words) throws IOException, InterruptedException {
    return of(jdk, words, "", Map.of());
  }

  /**
   * @param input what the command can read; it has no terminal
   * @param environment besides the one of this JVM
   */
  static CommandRun of(Jdk jdk, List<String> words, String input, Map<String, String> environment)
      throws IOException, InterruptedException {
    List<String> command = jdk.command();
    command.addAll(List.of("-jar", ProgramRun.agentJar().toString()));
    command.addAll(words);
    Path folder = Files.createTempDirectory("command");
    Path in = Files.writeString(folder.resolve("in"), input);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        throw new IOException("the command did not end: " + new ArrayList<>(words));
      }
      return new CommandRun(
          process.exitValue(),
          Files.readString(out, StandardCharsets.UTF_8),
          Files.readString(err, StandardCharsets.UTF_8));
    } finally {
      process.destroyForcibly();
      for (Path file : List.of(in, out, err, folder)) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** What it wrote, on both streams. */
  String all() {
    return out + err;
  }
}

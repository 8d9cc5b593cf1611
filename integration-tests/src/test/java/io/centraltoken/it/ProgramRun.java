package io.centraltoken.it;

import io.centraltoken.demo.simulator.CentralSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The unchanged program in a JVM of its own, with the agent's jar as it was built, and what it left
 * behind.
 */
public record ProgramRun(int exitCode, String out, String err) {
  /** The jar as the build made it. */
  static Path agentJar() {
    return Path.of(System.getProperty("agent.jar"));
  }

  /** Options of a JVM with the agent, for a token of the simulator. */
  public static List<String> withAgent(String baseUrl, Path token, String... more) {
    List<String> options = new ArrayList<>(List.of("-javaagent:" + agentJar()));
    options.addAll(settings(baseUrl, token));
    options.addAll(List.of(more));
    return options;
  }

  /** What {@link #withAgent} says beside -javaagent. */
  static List<String> settings(String baseUrl, Path token) {
    return List.of(
        "-Dcentral.base.url=" + baseUrl,
        "-Dcentral.token.file=" + token,
        "-Dcentral.client.id=" + CentralSimulator.CLIENT_ID,
        "-Dcentral.client.secret=" + CentralSimulator.CLIENT_SECRET);
  }

  /**
   * The agent and its settings for client credentials.
   *
   * @param issuer its path; its host is another one, localhost instead of 127.0.0.1
   */
  static List<String> withClientCredentials(String baseUrl, String issuer) {
    return List.of(
        "-javaagent:" + agentJar(),
        "-Dcentral.base.url=" + baseUrl,
        "-Dcentral.token.url=" + baseUrl.replace("127.0.0.1", "localhost") + issuer,
        "-Dcentral.grant=client_credentials",
        "-Dcentral.client.id=" + CentralSimulator.CLIENT_ID,
        "-Dcentral.client.secret=" + CentralSimulator.CLIENT_SECRET);
  }

  /** The same for a JVM that trusts the certificate of {@link GatewayKeyStore}. */
  public static List<String> withAgent(Path keyStore, String baseUrl, Path token, String... more) {
    List<String> options = withAgent(baseUrl, token, more);
    options.addAll(
        List.of(
            "-Djavax.net.ssl.trustStore=" + keyStore,
            "-Djavax.net.ssl.trustStoreType=PKCS12",
            "-Djavax.net.ssl.trustStorePassword=password"));
    return options;
  }

  /**
   * @param options of the JVM: the agent, its settings
   * @param prefix of the command, such as another user
   */
  static ProgramRun start(
      Jdk jdk, Path directory, List<String> options, List<String> arguments, String... prefix)
      throws IOException, InterruptedException {
    List<String> withJar = new ArrayList<>(options);
    withJar.addAll(List.of("-jar", System.getProperty("legacy.jar")));
    return command(jdk, directory, withJar, arguments, prefix);
  }

  /**
   * The same, and the program ends when the condition is met; the test fails if it is not met
   * within a minute.
   */
  static ProgramRun startUntil(
      ProcessWait.Condition enough,
      Jdk jdk,
      Path directory,
      List<String> options,
      String... arguments)
      throws IOException, InterruptedException {
    List<String> program = new ArrayList<>(options);
    program.addAll(List.of("-jar", System.getProperty("legacy.jar")));
    return commandUntil(enough, jdk, directory, program, List.of(arguments));
  }

  /** The same with another class path, or none: the options say where the program is. */
  static ProgramRun commandUntil(
      ProcessWait.Condition enough,
      Jdk jdk,
      Path directory,
      List<String> options,
      List<String> arguments)
      throws IOException, InterruptedException {
    Path running = Files.createFile(directory.resolve("running"));
    List<String> all = new ArrayList<>(List.of("--seconds=90", "--while-file=" + running));
    all.addAll(arguments);
    return run(
        directory,
        ofJava(jdk, options, all),
        program -> {
          ProcessWait.await(program, Duration.ofMinutes(1), enough, () -> errors(directory));
          Files.delete(running);
        });
  }

  /** What a program has written to stderr so far. */
  static String errors(Path directory) {
    try {
      return Files.readString(directory.resolve("err"), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The program that makes every kind of request, see its class. */
  static ProgramRun probe(Jdk jdk, Path directory, List<String> options, String... arguments)
      throws IOException, InterruptedException {
    return run(jdk, directory, options, "io.centraltoken.probe.Probe", arguments);
  }

  /** Another program beside it. */
  public static ProgramRun run(
      Jdk jdk, Path directory, List<String> options, String main, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = jdk.command();
    command.addAll(List.of("-cp", System.getProperty("probe.classes")));
    command.addAll(options); // of two class paths the JVM takes the last
    command.add(main);
    command.addAll(List.of(arguments));
    return run(directory, command);
  }

  /** The same for any program: the options say which, as well. */
  static ProgramRun command(
      Jdk jdk, Path directory, List<String> options, List<String> arguments, String... prefix)
      throws IOException, InterruptedException {
    return run(directory, ofJava(jdk, options, arguments, prefix));
  }

  private static List<String> ofJava(
      Jdk jdk, List<String> options, List<String> arguments, String... prefix) {
    List<String> command = new ArrayList<>(List.of(prefix));
    command.addAll(jdk.command());
    command.addAll(options);
    command.addAll(arguments);
    return command;
  }

  private static ProgramRun run(Path directory, List<String> command)
      throws IOException, InterruptedException {
    return run(directory, command, program -> {});
  }

  private static ProgramRun run(Path directory, List<String> command, Meanwhile meanwhile)
      throws IOException, InterruptedException {
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      meanwhile.with(process);
      if (!process.waitFor(900, TimeUnit.SECONDS)) {
        throw new IOException("the program did not end; it wrote " + errors(directory));
      }
    } finally {
      process.destroyForcibly();
    }
    return new ProgramRun(
        process.exitValue(), Files.readString(out, StandardCharsets.UTF_8), errors(directory));
  }

  /** What a test does while the program runs. */
  private interface Meanwhile {
    void with(Process program) throws IOException, InterruptedException;
  }

  /** A figure of the program's last line. */
  int figure(String name) {
    String summary =
        out.lines().filter(line -> line.startsWith("SUMMARY")).findFirst().orElseThrow();
    return figure(summary, name);
  }

  static int figure(String line, String name) {
    return Integer.parseInt(line.replaceFirst(".*\\b" + name + "=([0-9]+).*", "$1"));
  }

  /** What the probe says of each kind of request that it made over and over, a line each. */
  List<String> loads() {
    return out.lines().filter(line -> line.startsWith("LOAD ")).toList();
  }

  /** What the program saw of each call whose URL begins so, in the order of the calls. */
  List<String> statuses(String url) {
    Pattern line = Pattern.compile("^\\S+ (\\S+) .* " + url + "\\S*$", Pattern.MULTILINE);
    return line.matcher(out).results().map(call -> call.group(1)).toList();
  }
}

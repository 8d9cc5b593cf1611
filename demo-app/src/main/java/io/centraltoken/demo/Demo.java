package io.centraltoken.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.centraltoken.demo.simulator.CentralSimulator;
import io.centraltoken.demo.simulator.ReceivedRequest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Shows what the agent is for: the same unchanged program against a gateway whose tokens live 3
 * seconds, first without the agent, then with it. All figures are what the gateway saw. Exit code 1
 * if the run with the agent was not authorised throughout.
 */
public final class Demo {
  private static final Duration TOKEN_LIFETIME = Duration.ofSeconds(3);
  private static final int SECONDS_WITHOUT = 3;
  private static final int SECONDS_WITH = 20;

  private final Path legacyApp;
  private final Path agent;

  private Demo(Path legacyApp, Path agent) {
    this.legacyApp = legacyApp;
    this.agent = agent;
  }

  public static void main(String[] arguments) throws Exception {
    Path target =
        Path.of(Demo.class.getProtectionDomain().getCodeSource().getLocation().toURI()).getParent();
    Path agent =
        arguments.length == 1
            ? Path.of(arguments[0])
            : target.resolve("../../agent/dist/target/central-token-agent.jar").normalize();
    Demo demo = new Demo(existing(target.resolve("legacy-app.jar")), existing(agent));
    System.exit(demo.run() ? 0 : 1);
  }

  private static Path existing(Path file) {
    if (!Files.isRegularFile(file)) {
      System.err.println("demo: " + file + " is missing; build first: mvn -B package -DskipTests");
      System.exit(2);
    }
    return file;
  }

  private boolean run() throws IOException, InterruptedException {
    System.out.println(
        "1. The legacy program alone, " + SECONDS_WITHOUT + " s: it knows no token.");
    List<ReceivedRequest> without = runLegacyApp(SECONDS_WITHOUT, false);
    printTimeLine(without);
    System.out.println();
    System.out.println(
        "2. The same program with -javaagent:central-token-agent.jar, "
            + SECONDS_WITH
            + " s; a token lives "
            + TOKEN_LIFETIME.toSeconds()
            + " s.");
    List<ReceivedRequest> with = runLegacyApp(SECONDS_WITH, true);
    printTimeLine(with);
    System.out.println();
    return summarise(without, with);
  }

  private List<ReceivedRequest> runLegacyApp(int seconds, boolean withAgent)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("central-demo");
    Path token = folder.resolve("central-token.json");
    Path output = folder.resolve("legacy-app.out");
    try (CentralSimulator gateway = CentralSimulator.start(0, TOKEN_LIFETIME)) {
      gateway.downloadToken(token);
      List<String> command =
          new ArrayList<>(
              List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
      if (withAgent) {
        command.add("-javaagent:" + agent);
        command.add("-Dcentral.base.url=" + gateway.baseUrl());
        command.add("-Dcentral.token.file=" + token);
        command.add("-Dcentral.client.id=" + CentralSimulator.CLIENT_ID);
        command.add("-Dcentral.client.secret=" + CentralSimulator.CLIENT_SECRET);
      }
      command.addAll(
          List.of(
              "-jar",
              legacyApp.toString(),
              "--base-url=" + gateway.baseUrl(),
              "--seconds=" + seconds));
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(output.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      if (!process.waitFor(seconds + 60L, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("the legacy program did not end");
      }
      return gateway.received();
    } finally {
      for (File file : folder.toFile().listFiles()) {
        Files.delete(file.toPath());
      }
      Files.delete(folder);
    }
  }

  /** One line a second: answers, exchanges, and the tokens in use by their fingerprints. */
  private static void printTimeLine(List<ReceivedRequest> received) {
    Map<Long, Second> seconds = new TreeMap<>();
    Instant start = received.isEmpty() ? Instant.EPOCH : received.get(0).at();
    for (ReceivedRequest request : received) {
      seconds
          .computeIfAbsent(
              Duration.between(start, request.at()).toSeconds(), second -> new Second())
          .add(request);
    }
    seconds.forEach((second, counts) -> System.out.printf("   %2d s   %s%n", second, counts));
  }

  /** What the gateway saw in one second. */
  private static final class Second {
    private final Set<String> tokens = new LinkedHashSet<>();
    private int ok;
    private int rejected;
    private int rotations;

    private void add(ReceivedRequest request) {
      if (request.status() != 200) {
        rejected++;
      } else if (isExchange(request)) {
        rotations++;
      } else {
        ok++;
        request.authorizations().forEach(value -> tokens.add(fingerprint(value)));
      }
    }

    @Override
    public String toString() {
      return String.format(
          "200: %4d   401: %4d   %s%s",
          ok,
          rejected,
          tokens.isEmpty() ? "" : "token " + String.join(", then ", tokens),
          rotations == 0 ? "" : " (rotated)");
    }
  }

  /** As the agent's log names a token: the first 8 hex digits of its SHA-256. */
  private static String fingerprint(String authorization) {
    try {
      byte[] token = authorization.substring("Bearer ".length()).getBytes(US_ASCII);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(token);
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  private static boolean summarise(List<ReceivedRequest> without, List<ReceivedRequest> with) {
    long rejected = without.stream().filter(request -> request.status() == 401).count();
    long requests = with.stream().filter(request -> !isExchange(request)).count();
    long authorised =
        with.stream().filter(request -> !isExchange(request) && request.status() == 200).count();
    long caught =
        with.stream()
            .filter(request -> request.status() == 401 && request.sinceDeath() != null)
            .count();
    long rotations =
        with.stream().filter(request -> isExchange(request) && request.status() == 200).count();
    System.out.println(
        "Without the agent: " + without.size() + " requests, " + rejected + " rejected with 401.");
    System.out.println(
        "With the agent:    "
            + requests
            + " requests, "
            + authorised
            + " answered with 200, over "
            + rotations
            + " rotations; "
            + caught
            + " were on the wire while a token was replaced.");
    return rejected == without.size()
        && rotations >= 4
        && authorised + caught == requests
        && requests > 0;
  }

  private static boolean isExchange(ReceivedRequest request) {
    return request.path().equals("/oauth2/token");
  }
}

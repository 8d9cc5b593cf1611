package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centraltoken.demo.simulator.CentralSimulator;
import io.centraltoken.demo.simulator.Faults.TokenFault;
import io.centraltoken.demo.simulator.ReceivedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * JVMs that are killed (SIGKILL) at a random moment of their start or of an exchange. {@code
 * kill.runs} of them; the profile {@code long} has 200.
 */
@Tag("long")
class KillIT {
  private final CentralSimulator gateway = CentralSimulator.start(0, Duration.ofSeconds(2));
  private final ObjectMapper json = new ObjectMapper();
  private final Random random = new Random(14);

  @TempDir Path directory;
  private Path token;
  private Path own;

  @BeforeEach
  void download() throws IOException {
    token = directory.resolve("token.json");
    own = directory.resolve("token.json.agent");
    gateway.downloadToken(token);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void neverLeavesAStoreThatCannotBeRead() throws Exception {
    int runs = Integer.getInteger("kill.runs", 20);
    int exchanges = 0;
    int lost = 0;
    for (int run = 0; run < runs; run++) {
      int before = gateway.presentedRefreshTokens().size();
      Process program = start(60);
      try {
        if (run % 2 == 0) {
          waitForExchange(before);
          Thread.sleep(0, random.nextInt(1_000_000)); // the moment of the kill is what is tried
          TimeUnit.MILLISECONDS.sleep(random.nextInt(80));
        } else {
          TimeUnit.MILLISECONDS.sleep(random.nextInt(1500));
        }
      } finally {
        program.destroyForcibly().waitFor();
      }
      exchanges += gateway.presentedRefreshTokens().size() - before;
      if (!isKept()) {
        lost++;
        assertThat(json.readTree(own.toFile()).path("central_agent").path("intent").asText())
            .as("the next start knows that an exchange was begun")
            .isNotEmpty();
        gateway.downloadToken(token);
      }
    }
    System.out.printf(
        "%d kills, %d exchanges, %d pairs lost between the gateway and the disk%n",
        runs, exchanges, lost);
    assertThat(gateway.presentedRefreshTokens()).doesNotHaveDuplicates();
    assertThat(exchanges).isGreaterThanOrEqualTo(runs / 2);
    assertThat(leftBehind()).as("each start clears away what the last has left").hasSizeLessThan(3);
  }

  /**
   * The exchange begins with the first request at the latest and takes 4 s, the program ends after
   * 2 s, and the JVM waits for the reply.
   */
  @Test
  void keepsAPairThatArrivesWhileTheProgramEnds() throws Exception {
    gateway.tokenLifetime(Duration.ofSeconds(1));
    gateway.downloadToken(token);
    gateway.tokenLifetime(Duration.ofHours(1));
    gateway.faults().delay(Duration.ofSeconds(4));
    gateway.faults().token(TokenFault.SLOW, 1);
    Process program = start(2, "-Dcentral.hold.timeout=0s", "-Dcentral.wait.timeout=0s");
    assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(gateway.presentedRefreshTokens()).hasSize(1);
    assertThat(isKept()).isTrue();
  }

  /** From the arrival of the token request at the gateway, which is before it commits. */
  @Test
  void measuresHowLongAPairIsNowhereButInMemory() throws Exception {
    watch(2); // the first exchange warms up the gateway
    List<Long> first = new ArrayList<>();
    for (int start = 0; start < 8; start++) {
      first.add(watch(3).get(0));
    }
    List<Long> later = watch(20);
    later.remove(0);
    System.out.printf(
        "a pair is nowhere but in memory for at most %d µs (median; longest %d µs), in the first exchange of a JVM for %d µs (%d µs)%n",
        median(later), Collections.max(later), median(first), Collections.max(first));
    assertThat(later).hasSizeGreaterThan(8).allSatisfy(width -> assertThat(width).isPositive());
    assertThat(first).allSatisfy(width -> assertThat(width).isPositive());
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  /**
   * Microseconds from the arrival of each token request to the rename of the own copy, as seen by
   * one who looks every millisecond: the time that the file tells is by the tick of the kernel, and
   * may be some milliseconds before that of the request.
   */
  private List<Long> watch(int seconds) throws Exception {
    Map<Long, Instant> stored = new TreeMap<>();
    long generation = Files.exists(own) ? generation(own) : 0;
    Process program = start(seconds);
    try {
      FileTime last = null;
      while (program.isAlive()) {
        FileTime changed =
            Files.exists(own) ? (FileTime) Files.getAttribute(own, "unix:ctime") : null;
        Instant seen = Instant.now();
        if (changed != null && !changed.equals(last)) {
          last = changed;
          if (generation(own) > generation) {
            generation = generation(own);
            stored.put(generation, seen);
          }
        }
        Thread.sleep(1); // a file of another process is watched more closely than by inotify
      }
    } finally {
      program.destroyForcibly().waitFor();
    }
    List<Instant> asked = askedAt();
    assertThat(stored).isNotEmpty();
    List<Long> micros = new ArrayList<>();
    stored.forEach( // the first exchange makes generation 1
        (made, at) ->
            micros.add(Duration.between(asked.get((int) (made - 1)), at).toNanos() / 1000));
    return micros;
  }

  private List<Instant> askedAt() {
    return gateway.tokenCalls().stream().map(ReceivedRequest::at).toList();
  }

  private Process start(int seconds, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ProgramRun.withAgent(gateway.baseUrl(), token, more));
    command.addAll(List.of("-jar", System.getProperty("legacy.jar")));
    command.addAll(
        List.of("--base-url=" + gateway.baseUrl(), "--seconds=" + seconds, "--pause-millis=50"));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private void waitForExchange(int before) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (gateway.presentedRefreshTokens().size() == before) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  /** Both files are whole, and one of them holds the pair that the gateway would redeem. */
  private boolean isKept() throws IOException {
    String open = refreshToken(token);
    String copy = Files.exists(own) ? refreshToken(own) : open;
    return gateway.isRedeemable(open) || gateway.isRedeemable(copy);
  }

  private String refreshToken(Path file) throws IOException {
    JsonNode document = json.readTree(file.toFile());
    assertThat(document.path("access_token").asText()).as(file + " is whole").isNotEmpty();
    assertThat(document.path("refresh_token").asText()).as(file + " is whole").isNotEmpty();
    return document.path("refresh_token").asText();
  }

  private long generation(Path file) throws IOException {
    return json.readTree(file.toFile()).path("central_agent").path("generation").asLong();
  }

  private List<Path> leftBehind() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".tmp")).toList();
    }
  }
}

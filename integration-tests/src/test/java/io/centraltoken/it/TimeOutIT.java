package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.demo.simulator.CentralSimulator;
import io.centraltoken.demo.simulator.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What ends a wait for the agent, and what does not. */
class TimeOutIT {
  private final CentralSimulator gateway = CentralSimulator.start(0, Duration.ofHours(2));

  @TempDir Path directory;

  @AfterEach
  void stop() {
    gateway.close();
  }

  /** The JDK's own I/O is not ended by one either. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#oldestAndNewest")
  void isNotEndedByAnInterrupt(Jdk jdk) throws Exception {
    gateway.faults().delay(Duration.ofSeconds(1));
    gateway.faults().token(Faults.TokenFault.SLOW, 1);
    Path token = download();
    List<String> options = ProgramRun.withAgent(gateway.baseUrl(), token);
    String url = gateway.baseUrl() + "/any/interrupted";
    ProgramRun run =
        ProgramRun.run(jdk, directory, options, "io.centraltoken.probe.InterruptedCall", url);
    assertThat(run.out()).contains("STATUS 200 INTERRUPTED true");
    assertThat(gateway.calls("/any/interrupted")).hasSize(1);
  }

  /** A rejected token that is young, as one that came just now, is tried again after 6 s only. */
  @ParameterizedTest
  @MethodSource("jdks")
  void endsTheWaitForAReplay(Jdk jdk) throws Exception {
    gateway.faults().rejectFirst(true);
    String before = gateway.baseUrl() + "/open/redirect?to=/";
    ProgramRun run = run(jdk, before);
    assertThat(run.out()).contains("java.net.http.HttpTimeoutException: request timed out");
    assertThat(run.figure("millis")).isBetween(1000, 5000);
    assertThat(gateway.calls("/any/time-out")).hasSize(1);
    assertThat(run.out()).doesNotContain("THREAD CompletableFutureDelayScheduler");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void endsTheWaitForAToken(Jdk jdk) throws Exception {
    gateway.faults().delay(Duration.ofSeconds(8));
    gateway.faults().token(Faults.TokenFault.SLOW, 10);
    ProgramRun run = run(jdk);
    assertThat(run.out()).contains("java.net.http.HttpTimeoutException: request timed out");
    assertThat(run.figure("millis")).isBetween(1000, 5000);
    assertThat(gateway.apiCalls()).isEmpty();
    assertThat(run.out()).doesNotContain("THREAD CompletableFutureDelayScheduler");
  }

  static Stream<Jdk> jdks() throws IOException {
    return Jdk.sample().stream().filter(jdk -> jdk.feature() >= 11);
  }

  /** One that has ended. */
  private Path download() throws IOException {
    Path token = directory.resolve("token.json");
    gateway.downloadToken(token);
    String download = Files.readString(token);
    Files.writeString(token, download.replaceFirst("\"created_at\" : \\d+", "\"created_at\" : 1"));
    return token;
  }

  private ProgramRun run(Jdk jdk, String... before) throws Exception {
    Path token = download();
    List<String> options = ProgramRun.withAgent(gateway.baseUrl(), token);
    String main = "io.centraltoken.probe.HttpClientTimeOut";
    String url = gateway.baseUrl() + "/any/time-out";
    List<String> arguments = new ArrayList<>(List.of(url, "1000"));
    arguments.addAll(List.of(before));
    return ProgramRun.run(jdk, directory, options, main, arguments.toArray(new String[0]));
  }
}

package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.demo.simulator.CentralSimulator;
import io.centraltoken.demo.simulator.Faults.TokenFault;
import io.centraltoken.demo.simulator.ReceivedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests of virtual threads meet an exchange, with two carriers and none to spare. */
class VirtualThreadsIT {
  private static final int CROWD = Integer.getInteger("crowd.size", 1000);
  private static final int EXCHANGE = 5000;

  private final CentralSimulator gateway = CentralSimulator.start(0, Duration.ofHours(2));

  @TempDir Path directory;

  @AfterEach
  void stop() {
    gateway.close();
  }

  static Stream<Arguments> clients() throws IOException {
    return Jdk.all().stream()
        .filter(jdk -> jdk.feature() >= 21)
        .flatMap(jdk -> Stream.of(Arguments.of(jdk, "url"), Arguments.of(jdk, "client")));
  }

  static Stream<Arguments> sample() throws IOException {
    return Jdk.isEach() ? clients() : clientsOfOldestAndNewest();
  }

  /** Since Java 24 a monitor keeps no carrier, so these two differ most. */
  static Stream<Arguments> clientsOfOldestAndNewest() throws IOException {
    List<Arguments> all = clients().toList();
    return Stream.concat(all.stream().limit(2), all.stream().skip(Math.max(2, all.size() - 2)));
  }

  @Tag("long")
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("sample")
  void allGoOnAfterIt(Jdk jdk, String client) throws Exception {
    noneIsUsable();
    ProgramRun run = crowd(jdk, client, CROWD);
    assertThat(run.out().lines().findFirst()).contains("STATUS 200 " + CROWD);
    assertThat(authorizations()).hasSize(CROWD).allMatch(value -> value.startsWith("Bearer "));
  }

  /**
   * Where a held request kept its carrier, the sleeper would be as late as the exchange is long.
   */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("clientsOfOldestAndNewest")
  void leavesTheCarriersToOthersWhileHeld(Jdk jdk, String client) throws Exception {
    noneIsUsable();
    ProgramRun run = crowd(jdk, client, 100);
    assertThat(run.out()).contains("STATUS 200 100");
    assertThat(late(run)).isLessThan(EXCHANGE - 1500);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("clientsOfOldestAndNewest")
  void leavesTheCarriersToOthersUntilSentAgain(Jdk jdk, String client) throws Exception {
    gateway.tokenLifetime(Duration.ofMillis(1));
    gateway.downloadToken(token());
    edit("\"expires_in\" : \\d+", "\"expires_in\" : 7200");
    edit("\"created_at\" : \\d+", "\"created_at\" : " + aMinuteAgo());
    gateway.tokenLifetime(Duration.ofHours(2));
    slowly();
    ProgramRun run = crowd(jdk, client, 100);
    assertThat(run.out()).contains("STATUS 200 100");
    assertThat(late(run)).isLessThan(EXCHANGE - 1500);
    assertThat(authorizations()).as("those that were not held").hasSizeGreaterThan(100);
    assertThat(gateway.presentedRefreshTokens()).hasSize(1);
  }

  /** So that it is no longer so young that a rejection would mean nothing. */
  private static long aMinuteAgo() {
    return System.currentTimeMillis() - 60_000;
  }

  private void noneIsUsable() throws IOException {
    gateway.downloadToken(token());
    edit("\"created_at\" : \\d+", "\"created_at\" : 1");
    slowly();
  }

  private void edit(String member, String replacement) throws IOException {
    Files.writeString(token(), Files.readString(token()).replaceFirst(member, replacement));
  }

  private void slowly() {
    gateway.faults().delay(Duration.ofMillis(EXCHANGE));
    gateway.faults().token(TokenFault.SLOW, 1);
  }

  private Path token() {
    return directory.resolve("token.json");
  }

  private ProgramRun crowd(Jdk jdk, String client, int count) throws Exception {
    List<String> options = new ArrayList<>(ProgramRun.withAgent(gateway.baseUrl(), token()));
    options.add("-Djdk.virtualThreadScheduler.parallelism=2");
    options.add("-Djdk.virtualThreadScheduler.maxPoolSize=2");
    ProgramRun run =
        ProgramRun.run(
            jdk,
            directory,
            options,
            "io.centraltoken.probe.HttpClientCrowd",
            client,
            gateway.baseUrl() + "/any/crowd",
            String.valueOf(count));
    assertThat(run.err()).doesNotContain("ERROR", "Exception");
    return run;
  }

  private static long late(ProgramRun run) {
    return run.out()
        .lines()
        .filter(line -> line.startsWith("LATE "))
        .mapToLong(line -> Long.parseLong(line.substring("LATE ".length())))
        .findFirst()
        .orElseThrow();
  }

  private List<String> authorizations() {
    return gateway.calls("/any/crowd").stream()
        .map(ReceivedRequest::authorizations)
        .flatMap(List::stream)
        .toList();
  }
}

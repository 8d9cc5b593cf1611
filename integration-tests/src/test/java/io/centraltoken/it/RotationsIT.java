package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.demo.simulator.CentralSimulator;
import io.centraltoken.demo.simulator.Faults.TokenFault;
import io.centraltoken.demo.simulator.ReceivedRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests of each kind, over and over, while this process rotates the token, {@code
 * rotations.count} times; the profile {@code long} has 1000. No program sees any of it, not even
 * one whose body cannot be sent twice.
 */
class RotationsIT {
  private static final int ROTATIONS = Integer.getInteger("rotations.count", 20);

  private static final List<String> LOADS =
      List.of(
          "url/GET/none/status-first",
          "url/POST/buffered/output-first",
          "url/POST/chunked/output-first",
          "client/HTTP_1_1/GET/none/sync",
          "client/HTTP_1_1/POST/stream/sync",
          "client/HTTP_2/POST/bytes/async",
          "client/HTTP_1_1/POST/publisher/async");

  private final CentralSimulator gateway = CentralSimulator.start(0, Duration.ofSeconds(1));

  @TempDir Path directory;

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#oldestAndNewest")
  void noProgramSeesARotation(Jdk jdk) throws Exception {
    ProgramRun run = load(jdk, 8 + ROTATIONS * 3 / 4, LOADS);
    List<ReceivedRequest> rejected =
        gateway.calls("/central/v2/sites").stream().filter(call -> call.status() == 401).toList();
    System.out.printf(
        "%s: %d rotations under load, %d rejected on the wire%n%s",
        jdk, gateway.presentedRefreshTokens().size(), rejected.size(), run.out());
    assertThat(run.err())
        .doesNotContain("ERROR", "WARN", "Exception")
        .containsPattern("so far: [1-9]\\d* with a token, [1-9]\\d* held, \\d+ replayed, ")
        .contains(" 0" + LogText.HOOK_ERRORS)
        .doesNotContainPattern("[1-9]\\d*" + LogText.HOOK_ERRORS);
    assertThat(gateway.presentedRefreshTokens())
        .hasSizeGreaterThanOrEqualTo(ROTATIONS)
        .doesNotHaveDuplicates();
    assertThat(run.loads())
        .hasSize(jdk.feature() >= 11 ? 7 : 3)
        .allSatisfy(
            load -> {
              assertThat(load).contains(" failed=0 ");
              assertThat(ProgramRun.figure(load, "rejected")).isLessThanOrEqualTo(allowed(load));
            });
  }

  /** The token endpoint hangs: what begins in the first two seconds waits so long, nobody else. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#oldestAndNewest")
  void aHangingTokenEndpointSlowsNobodyForLong(Jdk jdk) throws Exception {
    gateway.tokenLifetime(Duration.ofSeconds(20));
    gateway.faults().delay(Duration.ofSeconds(90));
    gateway.faults().token(TokenFault.UNAVAILABLE, 9);
    ProgramRun run = load(jdk, 8, LOADS, "-Dcentral.refresh.ahead=17s");
    List<ReceivedRequest> calls = gateway.calls("/central/v2/sites");
    assertThat(run.loads())
        .allSatisfy(load -> assertThat(ProgramRun.figure(load, "slowest")).isBetween(1500, 8000));
    assertThat(calls).hasSizeGreaterThan(100).extracting(ReceivedRequest::status).containsOnly(200);
  }

  private ProgramRun load(Jdk jdk, int seconds, List<String> loads, String... more)
      throws Exception {
    Path token = directory.resolve("token.json");
    gateway.downloadToken(token);
    List<String> arguments =
        new ArrayList<>(
            List.of("load", gateway.baseUrl() + "/central/v2/sites", String.valueOf(seconds)));
    arguments.addAll(loads);
    return ProgramRun.probe(
        jdk,
        directory,
        ProgramRun.withAgent(gateway.baseUrl(), token, more),
        arguments.toArray(String[]::new));
  }

  /**
   * None, but for a body that cannot be sent twice: a machine whose threads stand still for longer
   * than the settle time-out may lose one.
   */
  private static int allowed(String load) {
    return load.contains("/chunked/") ? 1 + ROTATIONS / 200 : 0;
  }
}

package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.demo.simulator.CentralSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The places where the parameters of a token request may stand, with both of the transports. */
class TokenRequestIT {
  private final CentralSimulator gateway = CentralSimulator.start(0, Duration.ofSeconds(3));

  @TempDir Path directory;

  static Stream<Arguments> placements() throws IOException {
    List<Jdk> jdks = Jdk.all();
    return Stream.of("query", "form", "json")
        .flatMap(
            placement ->
                Stream.of(jdks.get(0), jdks.get(jdks.size() - 1))
                    .distinct()
                    .map(jdk -> Arguments.of(placement, jdk)));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @MethodSource("placements")
  void refreshes(String placement, Jdk jdk) throws Exception {
    Path token = directory.resolve("token.json");
    gateway.downloadToken(token);
    ProgramRun run =
        ProgramRun.startUntil(
            () -> gateway.tokenCalls().size() >= 2,
            jdk,
            directory,
            ProgramRun.withAgent(gateway.baseUrl(), token, "-Dcentral.token.request=" + placement),
            "--base-url=" + gateway.baseUrl(),
            "--exit-code=7");
    assertThat(run.exitCode()).isEqualTo(7);
    assertThat(run.err()).doesNotContain("WARN", "ERROR");
    assertThat(gateway.tokenCalls())
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(
            call -> {
              assertThat(call.status()).as(call.toString()).isEqualTo(200);
              assertThat(call.hasQuery()).isEqualTo(placement.equals("query"));
            });
  }
}

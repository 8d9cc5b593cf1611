package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.demo.simulator.CentralSimulator;
import io.centraltoken.demo.simulator.Dialect;
import io.centraltoken.demo.simulator.ReceivedRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** HPE GreenLake's gateway: an issuer on another host, and rejections without a challenge. */
class NewCentralIT {
  private static final String ISSUER = "/as/token.oauth2";
  private static final String OF_WORKSPACE = "/authorization/v2/oauth2/0123456789abcdef/token";

  private static final Duration KNOWN_TO_ALL_NODES = Duration.ofSeconds(10);

  private final CentralSimulator gateway = CentralSimulator.start(0, Duration.ofMinutes(15));

  @TempDir Path directory;

  @BeforeEach
  void speak() {
    gateway.speak(Dialect.NEW_CENTRAL);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#oldestAndNewest")
  void makesAndReplacesTokens(Jdk jdk) throws Exception {
    gateway.tokenLifetime(Duration.ofSeconds(3));
    ProgramRun run =
        ProgramRun.startUntil(
            () -> gateway.calls(ISSUER).size() >= 3,
            jdk,
            directory,
            ProgramRun.withClientCredentials(gateway.baseUrl(), ISSUER),
            "--base-url=" + gateway.baseUrl());
    assertThat(run.err()).doesNotContain("WARN", "ERROR");
    assertThat(gateway.calls(ISSUER))
        .hasSizeGreaterThanOrEqualTo(3)
        .extracting(ReceivedRequest::status)
        .containsOnly(200);
    assertThat(gateway.apiCalls()).extracting(ReceivedRequest::status).containsOnly(200);
  }

  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#sample")
  void sendsAgainWhatWasRejectedWithoutAChallenge(Jdk jdk) throws Exception {
    gateway.faults().rejectFirst(true);
    for (String shape : jdk.getShapes()) {
      String path = "/any/" + shape;
      ProgramRun run = each(jdk, shape, gateway.baseUrl() + path);
      assertThat(run.out()).contains(path + " 200");
      assertThat(gateway.calls(path))
          .as(shape)
          .extracting(ReceivedRequest::status)
          .containsExactly(401, 200);
    }
  }

  /** An admin deletes the credential's tokens; the program goes on with the next one. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#oldestAndNewest")
  void replacesATokenThatIsRevoked(Jdk jdk) throws Exception {
    HostileRun hostile =
        new HostileRun(
            jdk, directory, List.of(), ProgramRun.withClientCredentials(gateway.baseUrl(), ISSUER));
    Process program = hostile.start(gateway.baseUrl(), "none");
    while (gateway.apiCalls().isEmpty()) {
      assertThat(program.isAlive()).isTrue();
      Thread.sleep(20); // another process is waited for, there is nothing to be notified by
    }
    Thread.sleep(KNOWN_TO_ALL_NODES.toMillis()); // a younger one is tried again as it is
    gateway.revoke();
    ProgramRun run = hostile.endWhen(program, () -> gateway.calls(ISSUER).size() >= 2);
    HostileRun.assertThatItWasServedAllTheTime(run);
    assertThat(run.err()).doesNotContain("WARN", "ERROR");
    assertThat(gateway.calls(ISSUER)).hasSize(2);
    assertThat(gateway.apiCalls()).extracting(ReceivedRequest::status).contains(401);
  }

  /** All shapes at once, while tokens of one second follow each other. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#oldestAndNewest")
  void letsNoRequestMeetTheEndOfAToken(Jdk jdk) throws Exception {
    gateway.tokenLifetime(Duration.ofSeconds(1));
    List<String> load = new ArrayList<>(List.of("load", gateway.baseUrl() + "/any/call", "10"));
    load.addAll(jdk.getShapes());
    ProgramRun run =
        ProgramRun.probe(
            jdk,
            directory,
            ProgramRun.withClientCredentials(gateway.baseUrl(), ISSUER),
            load.toArray(String[]::new));
    assertThat(run.err()).doesNotContain("WARN", "ERROR");
    assertThat(gateway.calls(ISSUER)).hasSizeGreaterThan(8);
    assertThat(run.loads())
        .hasSameSizeAs(jdk.getShapes())
        .allSatisfy(line -> assertThat(ProgramRun.figure(line, "failed")).as(line).isZero())
        .allSatisfy(line -> assertThat(ProgramRun.figure(line, "rejected")).as(line).isZero());
  }

  /** The permission is missing, and a new token does not help. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#sample")
  void letsOtherRejectionsBe(Jdk jdk) throws Exception {
    for (String shape : jdk.getShapes()) {
      int before = gateway.calls(OF_WORKSPACE).size();
      String path = "/forbidden/403/" + shape;
      assertThat(each(jdk, shape, gateway.baseUrl() + path).out()).contains(path + " 403");
      assertThat(gateway.calls(path)).hasSize(1);
      assertThat(gateway.calls(OF_WORKSPACE)).hasSize(before + 1);
    }
  }

  private ProgramRun each(Jdk jdk, String shape, String url) throws Exception {
    List<String> options = ProgramRun.withClientCredentials(gateway.baseUrl(), OF_WORKSPACE);
    ProgramRun run = ProgramRun.probe(jdk, directory, options, "each", shape, url);
    assertThat(run.err()).doesNotContain("WARN", "ERROR");
    return run;
  }
}

package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.demo.simulator.CentralSimulator;
import io.centraltoken.demo.simulator.ReceivedRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the gateway rejects because a rotation was faster, the program never sees. Nothing is held
 * here, so that many requests are on the wire when their token dies.
 */
@Tag("long")
class ReplayIT {
  private final CentralSimulator gateway = CentralSimulator.start(0, Duration.ofSeconds(3));
  private final ExecutorService programs = Executors.newCachedThreadPool();

  @TempDir Path directory;

  @AfterEach
  void stop() {
    programs.shutdownNow();
    gateway.close();
  }

  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#smallSample")
  void healsWhatARotationRejects(Jdk jdk) throws Exception {
    Path token = directory.resolve("token.json");
    gateway.downloadToken(token);
    ProgramRun run =
        ProgramRun.startUntil(
            () -> rejected().size() >= 3,
            jdk,
            directory,
            ProgramRun.withAgent(gateway.baseUrl(), token, "-Dcentral.hold.timeout=0s"),
            arguments("--threads=4", "--pause-millis=0"));
    List<ReceivedRequest> rejected = rejected();
    System.out.printf(
        "JDK %s: %d calls, %d rotations, %d rejected on the wire, %d seen by the program%n",
        jdk.feature(),
        run.figure("requests"),
        gateway.presentedRefreshTokens().size(),
        rejected.size(),
        run.figure("unauthorized"));
    assertThat(rejected).as("else nothing was tried").isNotEmpty();
    assertThat(run.out().lines().filter(line -> line.contains(" 401 "))).isEmpty();
    assertThat(run.figure("failed")).isZero();
    assertThat(run.figure("ok")).isEqualTo(run.figure("requests"));
    assertThat(gateway.tokenCalls()).extracting(ReceivedRequest::status).containsOnly(200);
    assertThat(gateway.presentedRefreshTokens()).doesNotHaveDuplicates();
  }

  /** It knows a password for everybody who asks, and would be asked 20 times. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#smallSample")
  void asksNoAuthenticatorAboutATokenThatIsNotTheProgramsOwn(Jdk jdk) throws Exception {
    gateway.faults().offer("Basic realm=\"proxy\"");
    Path token = directory.resolve("token.json");
    gateway.downloadToken(token);
    ProgramRun run =
        ProgramRun.startUntil(
            () -> rejected().size() >= 3,
            jdk,
            directory,
            ProgramRun.withAgent(gateway.baseUrl(), token, "-Dcentral.hold.timeout=0s"),
            arguments("--own-defaults", "--threads=4", "--pause-millis=0"));
    assertThat(rejected()).as("else nothing was tried").isNotEmpty();
    assertThat(run.figure("unauthorized")).isZero();
    assertThat(run.out()).contains("ASKED cookies").doesNotContain("ASKED authenticator");
    assertThat(gateway.received())
        .allSatisfy(
            call -> assertThat(call.authorizations()).noneMatch(v -> v.startsWith("Basic")));
  }

  /** Its rejections are the program's own business: nothing is sent again, nothing is refreshed. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#smallSample")
  void leavesTheProgramsOwnAuthorizationWhereThatIsAskedFor(Jdk jdk) throws Exception {
    Path token = directory.resolve("token.json");
    gateway.tokenLifetime(Duration.ofHours(2));
    gateway.downloadToken(token);
    String own = "Bearer written-into-a-configuration";
    ProgramRun run =
        ProgramRun.startUntil(
            () -> gateway.received().size() > 20,
            jdk,
            directory,
            ProgramRun.withAgent(gateway.baseUrl(), token, "-Dcentral.own.authorization=keep"),
            arguments("--authorization=" + own));
    assertThat(run.figure("requests")).isPositive().isEqualTo(run.figure("unauthorized"));
    assertThat(gateway.received())
        .hasSize(run.figure("requests"))
        .allSatisfy(call -> assertThat(call.authorizations()).containsExactly(own));
  }

  /**
   * Of several processes only one rotates; the others find out at the rejection. With shorter
   * tokens so many processes on two cores may meet a second rotation before the first is healed.
   */
  @Test
  void healsWhatASiblingsRotationRejects() throws Exception {
    gateway.tokenLifetime(Duration.ofSeconds(6));
    Path token = directory.resolve("token.json");
    gateway.downloadToken(token);
    List<Future<ProgramRun>> runs = new ArrayList<>();
    List<Jdk> jdks = Jdk.all();
    for (int process = 0; process < Math.max(2, jdks.size()); process++) {
      Jdk jdk = jdks.get(process % jdks.size());
      Path folder = Files.createDirectory(directory.resolve("process" + process));
      runs.add(
          programs.submit(
              () ->
                  ProgramRun.startUntil(
                      () -> rejected().size() >= 3,
                      jdk,
                      folder,
                      ProgramRun.withAgent(gateway.baseUrl(), token),
                      arguments("--pause-millis=30"))));
    }
    for (Future<ProgramRun> run : runs) {
      assertThat(run.get().figure("unauthorized")).isZero();
      assertThat(run.get().figure("failed")).isZero();
    }
    System.out.printf(
        "%d processes: %d rotations, %d rejected on the wire, none seen by a program%n",
        runs.size(), gateway.presentedRefreshTokens().size(), rejected().size());
    assertThat(rejected()).as("else nothing was tried").isNotEmpty();
    assertThat(gateway.presentedRefreshTokens()).doesNotHaveDuplicates();
  }

  private String[] arguments(String... more) {
    List<String> arguments = new ArrayList<>(List.of("--base-url=" + gateway.baseUrl()));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  private List<ReceivedRequest> rejected() {
    return gateway.received().stream().filter(call -> call.status() == 401).toList();
  }
}

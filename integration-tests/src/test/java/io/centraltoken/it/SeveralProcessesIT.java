package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.demo.simulator.CentralSimulator;
import io.centraltoken.demo.simulator.ReceivedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs of one host that share a token file, and people who change it. */
class SeveralProcessesIT {
  private static final int SECONDS = Integer.getInteger("siblings.seconds", 20);

  private final CentralSimulator gateway = CentralSimulator.start(0, Duration.ofSeconds(3));
  private final ExecutorService programs = Executors.newCachedThreadPool();

  @TempDir Path directory;

  @AfterEach
  void stop() {
    programs.shutdownNow();
    gateway.close();
  }

  /** Eight on all JDKs; a refresh token that two of them redeem would end it for all. */
  @Tag("long")
  @Test
  void shareOneFileAndRedeemEachTokenOnce() throws Exception {
    Path token = directory.resolve("token.json");
    gateway.tokenLifetime(Duration.ofSeconds(2));
    gateway.downloadToken(token);
    List<Future<ProgramRun>> runs = new ArrayList<>();
    List<Jdk> jdks = Jdk.all();
    for (int i = 0; i < 8; i++) {
      Jdk jdk = jdks.get(i % jdks.size());
      Path folder = Files.createDirectory(directory.resolve("program" + i));
      runs.add(programs.submit(() -> start(jdk, folder, token, SECONDS)));
    }
    for (Future<ProgramRun> run : runs) {
      assertThat(run.get().exitCode()).isEqualTo(7);
      assertThat(run.get().err()).doesNotContain("WARN", "ERROR");
      assertThat(run.get().figure("failed")).isZero();
      assertThat(run.get().figure("unauthorized")).isZero();
    }
    List<ReceivedRequest> rejected =
        gateway.apiCalls().stream().filter(call -> call.status() == 401).toList();
    System.out.printf(
        "%d processes: %d calls, %d rotations, %d rejected until the new pair was seen%n",
        runs.size(),
        gateway.apiCalls().size(),
        gateway.presentedRefreshTokens().size(),
        rejected.size());
    assertThat(gateway.presentedRefreshTokens())
        .hasSizeGreaterThanOrEqualTo(SECONDS / 2)
        .doesNotHaveDuplicates();
    assertThat(gateway.tokenCalls()).extracting(ReceivedRequest::status).containsOnly(200);
    assertThat(rejected)
        .as("none goes out bare; a token that ended on its way was not replaced")
        .allSatisfy(call -> assertThat(call.authorizations()).hasSize(1));
    assertThat(rejected)
        .as("a sibling sees the new pair within a second")
        .extracting(ReceivedRequest::sinceDeath)
        .filteredOn(Objects::nonNull)
        .allSatisfy(age -> assertThat(age).isBetween(Duration.ZERO, Duration.ofSeconds(3)));
  }

  /** An admin revokes; the programs say so once and go on when a person has put a new file. */
  @Test
  void takeANewDownloadWithoutARestart() throws Exception {
    Path token = directory.resolve("token.json");
    gateway.downloadToken(token);
    Jdk jdk = Jdk.all().get(0);
    Future<ProgramRun> run = programs.submit(() -> start(jdk, token, 25));
    await(() -> gateway.presentedRefreshTokens().size() >= 2);
    gateway.revoke();
    int before = gateway.presentedRefreshTokens().size();
    Path err = directory.resolve("jdk" + jdk.feature()).resolve("err");
    await(() -> Files.readString(err).contains("] ERROR "));
    Path download = directory.resolve("download.json");
    gateway.downloadToken(download);
    Files.copy(download, token, StandardCopyOption.REPLACE_EXISTING);
    await(() -> gateway.presentedRefreshTokens().size() >= before + 3);
    assertThat(run.get().exitCode()).isEqualTo(7);
    assertThat(run.get().err().lines().filter(line -> line.contains("] ERROR ")))
        .singleElement()
        .asString()
        .contains("the token endpoint rejected the refresh token (400); download a new token from");
    assertThat(gateway.tokenCalls()).filteredOn(call -> call.status() != 200).hasSize(1);
    List<ReceivedRequest> calls = gateway.apiCalls();
    assertThat(calls.get(calls.size() - 1).status()).isEqualTo(200);
  }

  /** What configuration management does, also while nothing runs. */
  @Test
  void recogniseTheFirstDownloadThatADeploymentBringsBack() throws Exception {
    Path token = directory.resolve("token.json");
    gateway.downloadToken(token);
    String download = Files.readString(token);
    Jdk jdk = Jdk.all().get(0);
    start(jdk, token, 5);
    assertThat(gateway.presentedRefreshTokens()).hasSizeGreaterThanOrEqualTo(2);
    Files.writeString(token, download);
    ProgramRun run = start(jdk, token, 5);
    assertThat(run.err().lines().filter(line -> !line.contains("] INFO ")))
        .singleElement()
        .asString()
        .contains("WARN " + LogText.OVERWRITTEN);
    assertThat(gateway.tokenCalls()).extracting(ReceivedRequest::status).containsOnly(200);
    assertThat(gateway.presentedRefreshTokens()).doesNotHaveDuplicates();
    assertThat(Files.readString(token)).isNotEqualTo(download);
  }

  private ProgramRun start(Jdk jdk, Path token, int seconds)
      throws IOException, InterruptedException {
    return start(
        jdk, Files.createDirectories(directory.resolve("jdk" + jdk.feature())), token, seconds);
  }

  private ProgramRun start(Jdk jdk, Path folder, Path token, int seconds)
      throws IOException, InterruptedException {
    List<String> options = ProgramRun.withAgent(gateway.baseUrl(), token);
    List<String> arguments =
        List.of(
            "--base-url=" + gateway.baseUrl(),
            "--seconds=" + seconds,
            "--pause-millis=200",
            "--exit-code=7");
    return ProgramRun.start(jdk, folder, options, arguments);
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(Condition condition) throws IOException, InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(50); // another process is waited for, there is nothing to be notified by
    }
  }
}

package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.centraltoken.demo.simulator.ReceivedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * File systems that cannot be mounted here, as a library plays them that is loaded before the JVM's
 * own (src/test/c/faults.c). On the JDK of the build, which fits to the compiler's C library.
 */
class NativeFaultsIT extends DownloadedToken {
  @TempDir static Path built;
  private static Path library;

  NativeFaultsIT() {
    super(Duration.ofSeconds(3));
  }

  /** Where there is no compiler, this is skipped, unless a run demands it as that of CI does. */
  @BeforeAll
  static void compile() throws Exception {
    assumeTrue(Boolean.getBoolean("gcc.required") || hasCompiler(), "gcc is installed");
    library = built.resolve("faults.so");
    Process compiler =
        new ProcessBuilder(
                "gcc", "-shared", "-fPIC", "-o", library.toString(), "src/test/c/faults.c", "-ldl")
            .inheritIO()
            .start();
    assertThat(compiler.waitFor()).as("gcc").isZero();
  }

  private static boolean hasCompiler() throws InterruptedException {
    try {
      return new ProcessBuilder("gcc", "--version").start().waitFor() == 0;
    } catch (IOException none) {
      return false;
    }
  }

  /** CIFS, vboxsf, WSL, some FUSE. */
  @Test
  void worksWhereAFolderCannotBeSynced() throws Exception {
    ProgramRun run = runUntilRefreshed(2, "FAULTS_FSYNC_FOLDER=yes");
    assertThat(run.err()).doesNotContain("WARN", "ERROR");
    assertThat(gateway.presentedRefreshTokens()).hasSizeGreaterThanOrEqualTo(2);
    HostileRun.assertThatItWasServedAllTheTime(run);
    int before = gateway.presentedRefreshTokens().size();
    ProgramRun restarted = runUntilRefreshed(before + 1, "FAULTS_FSYNC_FOLDER=yes");
    assertThat(restarted.err()).doesNotContain("WARN", "ERROR");
    assertThat(gateway.tokenCalls()).extracting(ReceivedRequest::status).containsOnly(200);
  }

  /** NFS without its lock daemon. */
  @Test
  void exchangesWithoutLocksOnlyWhereNobodySharesTheFile() throws Exception {
    ProgramRun shared = hostile("FAULTS_NO_LOCKS=yes").run(gateway.baseUrl(), "none", 5);
    assertThat(gateway.tokenCalls()).isEmpty();
    assertThat(shared.err().lines().filter(line -> line.contains("] ERROR ")))
        .singleElement()
        .asString()
        .contains("token.json.lock cannot be locked (No locks available)")
        .contains("where no other process uses central.token.file")
        .endsWith("set central.token.shared=false");

    ProgramRun own = runUntilRefreshed(2, "FAULTS_NO_LOCKS=yes", "-Dcentral.token.shared=false");
    assertThat(own.err()).contains("WARN the token file cannot be locked").doesNotContain("ERROR");
    assertThat(gateway.presentedRefreshTokens()).hasSizeGreaterThanOrEqualTo(2);
    HostileRun.assertThatItWasServedInTheEnd(own);
  }

  /**
   * A network mount whose server is gone: the program starts, and where the token thread hangs is
   * said when it has been silent for longer than any call could take.
   */
  @Test
  void startsTheProgramAndDelaysNobodyForLongWhereTheTokenFileHangs() throws Exception {
    ProgramRun run =
        hostile(
                "FAULTS_HANG=" + token.getFileName(),
                "-Dcentral.connect.timeout=1s",
                "-Dcentral.read.timeout=1s",
                "-Dcentral.wait.timeout=3s")
            .run(gateway.baseUrl(), "none", 40);
    assertThat(run.err().lines().filter(line -> line.contains("] ERROR ")))
        .singleElement()
        .asString()
        .contains("the token thread hangs in java.base")
        .contains("look at the file systems of central.token.file");
    List<String> requests = run.out().lines().filter(line -> line.startsWith("REQUEST ")).toList();
    assertThat(requests.subList(requests.size() - 10, requests.size()))
        .as("the last of them waited no more")
        .allMatch(request -> request.matches("REQUEST 401 \\d{1,3}"));
  }

  /** And served some more requests with the new token. */
  private ProgramRun runUntilRefreshed(int times, String fault, String... more) throws Exception {
    return hostile(fault, more)
        .runUntil(ProcessWait.refreshed(gateway, times), gateway.baseUrl(), "none");
  }

  private HostileRun hostile(String fault, String... more) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Jdk jdk = new Jdk(Runtime.version().feature(), java);
    assumeTrue(Files.isExecutable(java), "there is a launcher");
    return new HostileRun(
        jdk,
        directory,
        List.of("env", fault, "LD_PRELOAD=" + library),
        ProgramRun.withAgent(gateway.baseUrl(), token, more));
  }
}

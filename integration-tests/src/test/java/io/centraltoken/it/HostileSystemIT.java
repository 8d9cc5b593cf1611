package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.demo.simulator.Faults.TokenFault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a system may deny to a JVM: threads, descriptors, a locale, the agent's own jar. */
class HostileSystemIT extends DownloadedToken {
  HostileSystemIT() {
    super(Duration.ofSeconds(3));
  }

  /** As a user of its own, because root has no limit. */
  @Test
  void saysThatNoThreadCanBeStartedAndGoesOnWhenOneCan() throws Exception {
    OtherUser user = OtherUser.inFolder(directory);
    ProgramRun run =
        hostile(
                user.readableJdk(),
                user.command("prlimit", "--nproc=80:80"),
                "-XX:+UseSerialGC",
                "-Xss256k")
            .run(gateway.baseUrl(), "use-all-threads", 12);
    assertThat(run.out()).contains("THREADS USED", "THREADS FREE");
    assertThat(run.err().lines().filter(line -> line.contains("no thread can be started")))
        .as("once while the token is usable, once when it is not: %s", run.err())
        .hasSizeBetween(1, 2)
        .allMatch(
            line ->
                line.contains("; raise the thread limit of this process (pids.max, ulimit -u)"));
    HostileRun.assertThatItWasServedInTheEnd(run);
  }

  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#oldestAndNewest")
  void goesOnWhenThereAreDescriptorsAgain(Jdk jdk) throws Exception {
    ProgramRun run =
        hostile(jdk, List.of("prlimit", "--nofile=200:200"))
            .run(gateway.baseUrl(), "use-all-descriptors", 12);
    assertThat(run.out()).contains("DESCRIPTORS FREE");
    assertThat(run.err()).contains("Too many open files").doesNotContain(LogText.DOWNLOAD);
    assertThat(gateway.presentedRefreshTokens()).doesNotHaveDuplicates();
    HostileRun.assertThatItWasServedInTheEnd(run);
  }

  /** systemd and cron start programs so. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#oldestAndNewest")
  void worksOrNamesTheLocaleThatCannotExpressAPath(Jdk jdk) throws Exception {
    Path folder = Files.createDirectory(directory.resolve("Schlüssel"));
    token = folder.resolve("token.json");
    gateway.downloadToken(token);
    ProgramRun run =
        hostile(jdk, List.of("env", "LANG=C", "LC_ALL=C")).run(gateway.baseUrl(), "none", 4);
    if (gateway.presentedRefreshTokens().isEmpty()) {
      assertThat(run.err().lines().filter(line -> line.contains("] ERROR ")))
          .singleElement()
          .asString()
          .contains(
              "central.token.file",
              "because its locale has the encoding ANSI_X3.4-1968; start it with LC_ALL=C.UTF-8");
    } else {
      assertThat(run.err()).doesNotContain("ERROR", "WARN");
    }
  }

  /** By cp or scp, while the program runs: what comes then was never loaded before. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#all")
  void worksOnWithAJarThatIsOverwrittenInPlace(Jdk jdk) throws Exception {
    Path jar = Files.copy(ProgramRun.agentJar(), directory.resolve("central-token-agent.jar"));
    gateway.tokenLifetime(Duration.ofSeconds(6));
    gateway.downloadToken(token);
    List<String> options = new ArrayList<>(List.of("-javaagent:" + jar));
    options.addAll(ProgramRun.settings(gateway.baseUrl(), token));
    HostileRun hostile = new HostileRun(jdk, directory, List.of(), options);
    Process process = hostile.start(gateway.baseUrl(), "none");
    await(process, hostile);
    overwrite(jar);
    gateway.faults().token(TokenFault.ERROR, 1);
    ProgramRun run =
        hostile.endWhen(
            process,
            () ->
                hostile.err().contains(LogText.REFRESH_FAILED)
                    && gateway.presentedRefreshTokens().size() >= 2);
    assertThat(run.err())
        .doesNotContain("ERROR")
        .contains("WARN " + LogText.REFRESH_FAILED + "the token endpoint");
    assertThat(gateway.presentedRefreshTokens()).hasSizeGreaterThanOrEqualTo(2);
    HostileRun.assertThatItWasServedAllTheTime(run);
  }

  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#all")
  void worksWithAJarThatIsOverwrittenBeforeTheFirstRequest(Jdk jdk) throws Exception {
    Path jar = Files.copy(ProgramRun.agentJar(), directory.resolve("central-token-agent.jar"));
    gateway.downloadToken(token);
    List<String> options = new ArrayList<>(List.of("-javaagent:" + jar));
    options.addAll(ProgramRun.settings(gateway.baseUrl(), token));
    ProgramRun run =
        ProgramRun.run(
            jdk,
            directory,
            options,
            "io.centraltoken.probe.JarOverwriter",
            jar.toString(),
            gateway.baseUrl() + "/monitoring/v2/aps");
    assertThat(run.out()).contains("STATUS 200");
    assertThat(run.err()).doesNotContain("ERROR");
  }

  /** The same length, so that what Java 8 has mapped into memory stays there. */
  private static void overwrite(Path jar) throws IOException {
    long length = Files.size(jar);
    try (OutputStream out = Files.newOutputStream(jar, StandardOpenOption.WRITE)) {
      byte[] noise = new byte[8192];
      for (long written = 0; written < length; written += noise.length) {
        out.write(noise, 0, (int) Math.min(noise.length, length - written));
      }
    }
  }

  /** Until the agent has met the first request, and a moment more. */
  private void await(Process process, HostileRun hostile) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (gateway.apiCalls().isEmpty() || !hostile.err().contains("INFO read token")) {
      assertThat(process.isAlive() && System.nanoTime() < end).as("in time").isTrue();
      Thread.sleep(20); // another process is waited for, there is nothing to be notified by
    }
  }

  private HostileRun hostile(Jdk jdk, List<String> prefix, String... more) {
    return new HostileRun(
        jdk, directory, prefix, ProgramRun.withAgent(gateway.baseUrl(), token, more));
  }
}

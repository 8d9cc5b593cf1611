package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.demo.simulator.Faults.TokenFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a recording of Java Flight Recorder shows of the agent, by the JDK's own tool. */
class FlightRecorderIT extends DownloadedToken {
  private boolean downloaded;

  FlightRecorderIT() {
    super(Duration.ofSeconds(4));
  }

  static List<Jdk> withFlightRecorder() throws IOException {
    return Jdk.smallSample(jdk -> jdk.feature() >= 11);
  }

  @ParameterizedTest
  @MethodSource("withFlightRecorder")
  void recordsWhatHappensToTheTokenAndToRequests(Jdk jdk) throws Exception {
    gateway.faults().delay(Duration.ofMillis(300));
    gateway.faults().token(TokenFault.SLOW, Integer.MAX_VALUE);
    Path recording = directory.resolve("recording.jfr");
    ProgramRun run = start(jdk, "-XX:StartFlightRecording:filename=" + recording);
    assertThat(run.err()).doesNotContain(LogText.HOOK_FAILED, "internal error");
    assertThat(run.figure("failed")).isZero();

    String events = print(jdk, recording);
    assertThat(events)
        .containsPattern(
            "io.centraltoken.TokenRefresh \\{[^}]*outcome = \"new pair\"[^}]*success = true[^}]*"
                + "timeTaken = [3-9][0-9]{2}(\\.0+)? ms")
        .containsPattern(
            "io.centraltoken.TokenReload \\{[^}]*fingerprint = \"[0-9a-f]{8}\"[^}]*"
                + "generation = 0")
        .containsPattern("io.centraltoken.RequestHeld \\{[^}]*timeHeld = [1-9][0-9.]* m?s")
        .contains("io.centraltoken.RequestReplay {");
    String bytes = new String(Files.readAllBytes(recording), StandardCharsets.ISO_8859_1);
    assertThat(gateway.presentedRefreshTokens()).isNotEmpty();
    for (String secret : gateway.presentedRefreshTokens()) {
      assertThat(bytes.contains(secret)).as("a refresh token in the recording").isFalse();
    }
  }

  private ProgramRun start(Jdk jdk, String... options) throws IOException, InterruptedException {
    return ProgramRun.startUntil(
        this::hasShownAll,
        jdk,
        directory,
        ProgramRun.withAgent(gateway.baseUrl(), token, options),
        "--base-url=" + gateway.baseUrl(),
        "--threads=4",
        "--pause-millis=20");
  }

  /** After the first refresh a person downloads a token; after that it is refreshed again. */
  private boolean hasShownAll() throws IOException {
    int refreshes = gateway.presentedRefreshTokens().size();
    if (!downloaded && refreshes > 0) {
      gateway.downloadToken(token);
      gateway.faults().rejectFirst(true);
      downloaded = true;
    }
    return refreshes > 2;
  }

  private String print(Jdk jdk, Path recording) throws IOException, InterruptedException {
    Path printed = directory.resolve("printed");
    Process jfr =
        new ProcessBuilder(
                jdk.java().resolveSibling("jfr").toString(),
                "print",
                "--events",
                "io.centraltoken.*",
                recording.toString())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    assertThat(jfr.waitFor(1, TimeUnit.MINUTES)).as("jfr print ends").isTrue();
    return Files.readString(printed, StandardCharsets.UTF_8);
  }
}

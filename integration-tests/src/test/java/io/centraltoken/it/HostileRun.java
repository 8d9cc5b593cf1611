package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The program {@code Hostile} of the probe in a JVM of its own.
 *
 * @param directory where its output goes
 * @param prefix of the command: another user, a limit, an environment
 * @param options of the JVM: the agent, its settings
 */
record HostileRun(Jdk jdk, Path directory, List<String> prefix, List<String> options) {
  /** Its output is in {@link #err} from the start on. */
  Process start(String baseUrl, String mischief, int seconds) throws IOException {
    return start(command(baseUrl, mischief, seconds));
  }

  private Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectOutput(directory.resolve("out").toFile())
        .redirectError(directory.resolve("err").toFile())
        .start();
  }

  List<String> command(String baseUrl, String mischief, int seconds) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(jdk.command());
    command.addAll(List.of("-cp", System.getProperty("probe.classes")));
    command.addAll(options);
    command.addAll(
        List.of(
            "io.centraltoken.probe.Hostile",
            baseUrl + "/any/call",
            String.valueOf(seconds),
            mischief));
    return command;
  }

  ProgramRun run(String baseUrl, String mischief, int seconds) throws Exception {
    return end(start(baseUrl, mischief, seconds));
  }

  /** The same, until {@link #endWhen}. */
  Process start(String baseUrl, String mischief) throws IOException {
    List<String> command = command(baseUrl, mischief, 90);
    command.add(Files.createFile(running()).toString());
    return start(command);
  }

  private Path running() {
    return directory.resolve("running");
  }

  /**
   * What it left behind, when it has been ended because the condition is met; the test fails if it
   * is not met within a minute.
   */
  ProgramRun endWhen(Process process, ProcessWait.Condition enough) throws Exception {
    try {
      ProcessWait.await(process, Duration.ofMinutes(1), enough, this::err);
    } catch (AssertionError late) {
      process.destroyForcibly();
      throw late;
    }
    Files.delete(running());
    return end(process);
  }

  ProgramRun runUntil(ProcessWait.Condition enough, String baseUrl, String mischief)
      throws Exception {
    return endWhen(start(baseUrl, mischief), enough);
  }

  /** What it left behind, when it has ended by itself. */
  ProgramRun end(Process process) throws Exception {
    try {
      assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
    String out = Files.readString(directory.resolve("out"), StandardCharsets.UTF_8);
    ProgramRun run = new ProgramRun(process.exitValue(), out, err());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(7);
    assertThat(run.out()).doesNotContain("MISCHIEF");
    return run;
  }

  String err() {
    return ProgramRun.errors(directory);
  }

  /** As the program saw it: what was on the wire while its token died was sent again. */
  static void assertThatItWasServedAllTheTime(ProgramRun run) {
    assertThat(requests(run))
        .hasSizeGreaterThan(20)
        .allMatch(request -> request.startsWith("REQUEST 200 "));
  }

  private static List<String> requests(ProgramRun run) {
    return run.out().lines().filter(line -> line.startsWith("REQUEST ")).toList();
  }

  static void assertThatItWasServedInTheEnd(ProgramRun run) {
    List<String> requests = requests(run);
    assertThat(requests.subList(requests.size() - 5, requests.size()))
        .as(run.err())
        .allMatch(request -> request.startsWith("REQUEST 200 "));
  }
}

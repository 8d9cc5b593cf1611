package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.demo.simulator.CentralSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A program that starts from an archive of its classes (AppCDS, JEP 350) or from an AOT cache (JEP
 * 514): the JVM uses it only where the boot class path is that of the training run, so the README
 * has a recipe.
 */
class ClassArchivesIT {
  private final CentralSimulator gateway = CentralSimulator.start(0, Duration.ofSeconds(2));

  @TempDir Path directory;
  private Path jar;
  private Path archive;
  private Path classes;

  /** Under another name its manifest does not put the jar onto the boot class path once more. */
  @BeforeEach
  void copyJar() throws IOException {
    jar = Files.copy(ProgramRun.agentJar(), directory.resolve("agent.jar"));
    archive = directory.resolve("archive");
    classes = directory.resolve("classes.txt");
    gateway.downloadToken(directory.resolve("token.json"));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  static Stream<Jdk> withAppCds() throws IOException {
    return jdks(17, 24);
  }

  static Stream<Jdk> withAotCache() throws IOException {
    return jdks(25, Integer.MAX_VALUE);
  }

  /** The newest of each kind, or each. */
  private static Stream<Jdk> jdks(int first, int last) throws IOException {
    List<Jdk> jdks =
        Jdk.all().stream().filter(jdk -> jdk.feature() >= first && jdk.feature() <= last).toList();
    return jdks.stream().skip(Jdk.isEach() ? 0 : Math.max(0, jdks.size() - 1));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("withAppCds")
  void areUsedWithAppCds(Jdk jdk) throws Exception {
    run(jdk, List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xbootclasspath/a:" + jar));
    assertThatTheArchiveIsUsed(run(jdk, withAgent("-XX:SharedArchiveFile=" + archive)));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("withAotCache")
  void areUsedWithAnAotCache(Jdk jdk) throws Exception {
    ProgramRun training = run(jdk, withAgent("-XX:AOTCacheOutput=" + archive));
    assertThat(training.figure("ok")).isEqualTo(training.figure("requests"));
    assertThatTheArchiveIsUsed(run(jdk, withAgent("-XX:AOTCache=" + archive)));
  }

  private void assertThatTheArchiveIsUsed(ProgramRun run) throws IOException {
    assertThat(Files.readAllLines(classes))
        .as("where the program's class is from")
        .anyMatch(line -> line.matches(".*demo.legacy.LegacyApp source: shared objects file.*"));
    assertThat(run.err()).doesNotContain("WARN", "ERROR");
    assertThat(run.figure("ok")).isGreaterThan(20).isEqualTo(run.figure("requests"));
  }

  private List<String> withAgent(String option) {
    List<String> options = new ArrayList<>(List.of(option, "-Xbootclasspath/a:" + jar));
    options.add("-javaagent:" + jar);
    options.add("-Xlog:class+load:file=" + classes);
    options.addAll(ProgramRun.settings(gateway.baseUrl(), directory.resolve("token.json")));
    return options;
  }

  private ProgramRun run(Jdk jdk, List<String> options) throws Exception {
    List<String> arguments = List.of("--base-url=" + gateway.baseUrl(), "--seconds=4");
    return ProgramRun.start(jdk, directory, options, arguments);
  }
}

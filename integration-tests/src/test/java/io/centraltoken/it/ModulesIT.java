package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.centraltoken.demo.simulator.CentralSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that are modules, and images of jlink, which often have no java.net.http. */
class ModulesIT {
  private static final String PROGRAM = "io.centraltoken.demo.legacy.LegacyApp";

  private final CentralSimulator gateway = CentralSimulator.start(0, Duration.ofSeconds(2));

  @TempDir Path directory;

  @BeforeEach
  void download() throws IOException {
    gateway.downloadToken(directory.resolve("token.json"));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  static List<Jdk> withModules() throws IOException {
    return Jdk.smallSample(jdk -> jdk.feature() >= 9);
  }

  /** Its run time has the modules that it needs: java.base, and what -javaagent adds. */
  @ParameterizedTest
  @MethodSource("withModules")
  void authorisesAProgramThatIsAModule(Jdk jdk) throws Exception {
    assertThatItIsServed(jdk, "-p", program(), "-m", "legacy.app/" + PROGRAM);
  }

  @ParameterizedTest
  @MethodSource("withModules")
  void authorisesAProgramInAnImageOfJlink(Jdk jdk) throws Exception {
    Path image = directory.resolve("image");
    Path jlink = jdk.java().resolveSibling("jlink");
    String modules = "java.base,java.instrument";
    assertThat(run(jlink.toString(), "--add-modules", modules, "--output", image.toString()))
        .as("jlink")
        .isZero();
    Path java = image.resolve("bin/java");
    assumeTrue(run(java.toString(), "-version") == 0, "the image fits to this system's C library");
    assertThatItIsServed(new Jdk(jdk.feature(), java), "-cp", program(), PROGRAM);
  }

  private void assertThatItIsServed(Jdk jdk, String... program) throws Exception {
    List<String> options =
        new ArrayList<>(
            ProgramRun.withAgent(gateway.baseUrl(), directory.resolve("token.json"), program));
    ProgramRun run =
        ProgramRun.commandUntil(
            ProcessWait.refreshed(gateway, 2),
            jdk,
            directory,
            options,
            List.of("--base-url=" + gateway.baseUrl()));
    assertThat(run.err()).doesNotContain("WARN", "ERROR", "HttpRequestImpl");
    assertThat(run.figure("ok")).isGreaterThan(20).isEqualTo(run.figure("requests"));
    assertThat(gateway.presentedRefreshTokens()).hasSizeGreaterThanOrEqualTo(2);
  }

  private static String program() {
    return System.getProperty("legacy.jar");
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}

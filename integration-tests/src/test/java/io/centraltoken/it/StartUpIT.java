package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.demo.simulator.CentralSimulator;
import io.centraltoken.demo.simulator.ReceivedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ways in which a JVM may come to have the agent; in each, the gateway sees only authorised calls.
 */
class StartUpIT {
  private static final String OTHER_AGENT =
      """
      public class OtherAgent {
        public static void premain(String arguments) throws Exception {
          new java.net.URL("http://127.0.0.1:1/").openConnection();
          try {
            Class.forName("java.net.http.HttpRequest")
                .getMethod("newBuilder", java.net.URI.class)
                .invoke(null, java.net.URI.create("http://127.0.0.1:1/"));
            Class.forName("jdk.internal.net.http.HttpRequestImpl");
          } catch (ClassNotFoundException java8) {
            System.out.println("no java.net.http");
          }
        }
      }
      """;

  private final CentralSimulator gateway = CentralSimulator.start(0, Duration.ofMinutes(5));

  private static final String CALL = "io.centraltoken.probe.InterruptedCall";

  @TempDir Path directory;

  @AfterEach
  void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#all")
  void worksFromARenamedJarInAFolderWithBlanksAndLetters(Jdk jdk) throws Exception {
    Path renamed = Files.createDirectories(directory.resolve("Ümläute und é!")).resolve("a b.jar");
    Files.copy(ProgramRun.agentJar(), renamed);
    assertAuthorised(jdk, List.of("-javaagent:" + renamed));
  }

  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#all")
  void hooksClassesThatAnotherAgentHasLoadedBefore(Jdk jdk) throws Exception {
    assertAuthorised(
        jdk,
        List.of(
            "-javaagent:" + CompiledAgent.jar(directory, "OtherAgent", OTHER_AGENT),
            "-javaagent:" + ProgramRun.agentJar()));
  }

  /** Programs that are modules, and images of jlink, often have no java.net.http. */
  @ParameterizedTest
  @MethodSource("withModules")
  void worksWithoutTheModuleOfTheOtherClient(Jdk jdk) throws Exception {
    Path token = directory.resolve("token.json");
    gateway.downloadToken(token);
    List<String> options = ProgramRun.withAgent(gateway.baseUrl(), token);
    options.add("--limit-modules=java.base,java.instrument");
    ProgramRun run = ProgramRun.run(jdk, directory, options, CALL, gateway.baseUrl() + "/any/one");
    assertThat(run.out()).contains("STATUS 200");
    assertThat(run.err()).doesNotContain("ERROR", "WARN", "Exception");
  }

  static Stream<Jdk> withModules() throws IOException {
    return Jdk.all().stream().filter(jdk -> jdk.feature() >= 9);
  }

  /** Under JAVA_TOOL_OPTIONS the agent is in each of them. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#all")
  void isSilentWhereThereIsNoProgram(Jdk jdk) throws Exception {
    for (String setting : List.of("-Dcentral.base.url=" + gateway.baseUrl(), "-Dcentral.x=y")) {
      Process version =
          new ProcessBuilder(
                  jdk.java().toString(), "-javaagent:" + ProgramRun.agentJar(), setting, "-version")
              .redirectErrorStream(true)
              .start();
      assertThat(new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .contains("Runtime Environment")
          .doesNotContain("central-token");
      assertThat(version.waitFor()).isZero();
    }
  }

  /** Where the jar has another name, Java itself cannot load the agent, and ends. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#oldestAndNewest")
  void saysThatTheLocaleHasNoLettersForItsPath(Jdk jdk) throws Exception {
    Path folder = Files.createDirectories(directory.resolve("Zentrale für alle"));
    Path jar = Files.copy(ProgramRun.agentJar(), folder.resolve("central-token-agent.jar"));
    ProgramRun run =
        ProgramRun.start(
            jdk,
            directory,
            List.of("-javaagent:" + jar, "-Dcentral.base.url=" + gateway.baseUrl()),
            List.of("--base-url=" + gateway.baseUrl(), "--seconds=1", "--exit-code=7"),
            "env",
            "LC_ALL=C");
    assertThat(run.exitCode()).isEqualTo(7);
    assertThat(run.err())
        .contains("its jar cannot be found", "start it with LC_ALL=C.UTF-8, or move the jar");
  }

  /** One option is enough, also for a program that is started from another folder. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#oldestAndNewest")
  void readsTheSettingsBesideTheJar(Jdk jdk) throws Exception {
    Path folder = Files.createDirectories(directory.resolve("Zentrale für alle"));
    Path jar = Files.copy(ProgramRun.agentJar(), folder.resolve("agent.jar"));
    gateway.downloadToken(folder.resolve("token.json"));
    Files.writeString(
        folder.resolve("central-token-agent.properties"),
        ProgramRun.settings(gateway.baseUrl(), Path.of("token.json")).stream()
            .map(option -> option.substring("-D".length()))
            .collect(Collectors.joining("\n")));
    assertServed(jdk, List.of("-javaagent:" + jar));
  }

  private void assertAuthorised(Jdk jdk, List<String> agents) throws Exception {
    Path token = directory.resolve("token.json");
    gateway.downloadToken(token);
    List<String> options = new ArrayList<>(agents);
    options.addAll(ProgramRun.settings(gateway.baseUrl(), token));
    assertServed(jdk, options);
  }

  private void assertServed(Jdk jdk, List<String> options) throws Exception {
    ProgramRun run =
        ProgramRun.start(
            jdk, directory, options, List.of("--base-url=" + gateway.baseUrl(), "--seconds=1"));
    assertThat(run.err()).doesNotContain("ERROR", "WARN");
    assertThat(run.figure("ok")).isEqualTo(run.figure("requests")).isPositive();
    assertThat(gateway.received()).extracting(ReceivedRequest::status).containsOnly(200);
  }
}

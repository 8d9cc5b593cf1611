package io.centraltoken.agent.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts real JVMs with the jar and a program that knows nothing of it. */
class AgentStartIT {
  private static final String PROGRAM =
      "public class Hello { public static void main(String[] a) { System.out.println(\"hello\"); System.exit(3); } }";

  private static final String LOOKING =
      """
      public class Looking {
        public static void main(String[] arguments) {
          for (String name : new String[] {
            "io.centraltoken.agent.bootstrap.Bridge",
            "io.centraltoken.agent.runtime.AgentRuntime",
            "net.bytebuddy.jar.asm.ClassReader",
            "com.fasterxml.jackson.core.JsonFactory"
          }) {
            try {
              System.out.println(name + " by " + Class.forName(name).getClassLoader());
            } catch (ClassNotFoundException unseen) {
              System.out.println("no " + name);
            }
          }
          System.out.println(
              Thread.getAllStackTraces().keySet().stream()
                  .filter(thread -> thread.getName().startsWith("central-token"))
                  .filter(Thread::isDaemon)
                  .filter(thread -> thread.getContextClassLoader() == null)
                  .map(Thread::getName)
                  .toList());
        }
      }
      """;

  @TempDir Path directory;

  @Test
  void announcesItselfInOneLineAndLetsTheProgramRun() throws Exception {
    Run run = runHello(AgentJar.path(), settings());
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).isEqualToIgnoringNewLines("hello");
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .matches(
            "\\[central-token [0-9TZ:-]+\\] INFO Central Token Agent 0\\.1\\.0.* authorises requests to https://gateway.example with the token in .*token.json");
  }

  @Test
  void startsFromARenamedJarWithBlanksAndLettersInItsPath() throws Exception {
    Path renamed =
        Files.createDirectories(directory.resolve("mit Leerzeichen und Ümläuten"))
            .resolve("agent neu.jar");
    Files.copy(AgentJar.path(), renamed);
    Run run = runHello(renamed, settings());
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("INFO Central Token Agent 0.1.0").doesNotContain("ERROR");
  }

  @Test
  void saysWhenAnotherVersionOfTheOriginalNameRunsInItsPlace() throws Exception {
    Path renamed = directory.resolve("agent.jar");
    Path stale = directory.resolve("central-token-agent.jar");
    Files.copy(AgentJar.path(), renamed);
    Files.copy(AgentJar.path(), stale);
    try (FileSystem jar = FileSystems.newFileSystem(stale)) {
      Files.writeString(
          jar.getPath("io/centraltoken/agent/bootstrap/version.properties"), "version=0.0.1");
    }
    Run run = runHello(renamed, List.of());
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err())
        .containsPattern("WARN this is version 0.0.1 in .*/central-token-agent.jar, and not 0.1.0")
        .contains("/agent.jar: a jar of the original name comes first; remove the one that");
    assertThat(runHello(stale, List.of()).err()).doesNotContain("WARN");
    Files.delete(stale);
    assertThat(runHello(renamed, List.of()).err()).doesNotContain("WARN");
  }

  @Test
  void saysInOneLineWhatIsMissingAndLetsTheProgramRun() throws Exception {
    Run run = runHello(AgentJar.path(), List.of());
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).isEqualToIgnoringNewLines("hello");
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .contains("ERROR central.base.url: it is missing; set it to your API gateway");
  }

  /** The bridge is there for JDK classes, so a program can reach it; nothing else of the agent. */
  @Test
  void showsTheProgramNeitherItsRuntimeNorItsLibraries() throws Exception {
    Run run = run(LOOKING, AgentJar.path(), settings());
    assertThat(run.out().lines())
        .containsExactly(
            "io.centraltoken.agent.bootstrap.Bridge by null",
            "no io.centraltoken.agent.runtime.AgentRuntime",
            "no net.bytebuddy.jar.asm.ClassReader",
            "no com.fasterxml.jackson.core.JsonFactory",
            "[central-token]");
  }

  @Test
  void doesAndSaysNothingWhenItIsSwitchedOff() throws Exception {
    Run run = runHello(AgentJar.path(), List.of("-Dcentral.enabled=false", "-Dcentral.nonsense=1"));
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).isEmpty();
  }

  /** What JDK services an early touch breaks in application servers, and what costs too much. */
  @Test
  void loadsNothingOfWeightInPremain() throws Exception {
    Path classes = directory.resolve("classes.log");
    List<String> options = new ArrayList<>(settings());
    options.add("-Xlog:class+load:file=" + classes);
    assertThat(runHello(AgentJar.path(), options).err()).contains("INFO Central Token Agent");
    String untilHello = Files.readString(classes).split("com\\.sun\\.tools\\.javac", 2)[0];
    assertThat(untilHello)
        .contains("io.centraltoken.agent.runtime.AgentRuntime")
        .doesNotContain("net.bytebuddy", "com.fasterxml")
        .doesNotContainPattern("io\\.centraltoken\\S*Lambda")
        .doesNotContain("java.util.logging.LogManager", "javax.net.ssl.SSLContext")
        .doesNotContain("javax.management.MBeanServer", "java.security.SecureRandom")
        .doesNotContain("java.time.format", "java.util.regex.Matcher", "TokenRefresher")
        .doesNotContain("java.security.MessageDigest", "java.net.http.HttpClient");
  }

  private List<String> settings() throws IOException {
    Path token = Files.writeString(directory.resolve("token.json"), "{}");
    return List.of(
        "-Dcentral.base.url=https://gateway.example",
        "-Dcentral.token.file=" + token,
        "-Dcentral.client.id=id",
        "-Dcentral.client.secret=secret");
  }

  private Run runHello(Path agent, List<String> settings) throws IOException, InterruptedException {
    return run(PROGRAM, agent, settings);
  }

  private Run run(String source, Path agent, List<String> settings)
      throws IOException, InterruptedException {
    Path program = Files.writeString(directory.resolve("Program.java"), source);
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-javaagent:" + agent));
    command.addAll(settings);
    command.add(program.toString());
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Run(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  private record Run(int exitCode, String out, String err) {}
}

package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.demo.simulator.CentralSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** From the download page to an authorised program, in one command and one line. */
class InitCommandIT extends CommandTest {
  @Test
  void writesAllFilesAndTheLineThatStartsTheProgram() throws Exception {
    Path download = directory.resolve("Download Token.json");
    gateway.downloadToken(download);
    Path folder = directory.resolve("opt");
    CommandRun init = init("--download=" + download, "--folder=" + folder);
    assertThat(init.exitCode()).as(init.all()).isZero();
    assertThat(init.all()).doesNotContain(CentralSimulator.CLIENT_SECRET);
    assertThat(init.out()).contains("0 errors, 0 warnings", "answered 200");
    assertThat(modes(folder)).containsOnly("rw-------").hasSizeGreaterThanOrEqualTo(3);

    String option = optionOf(init.out());
    ProgramRun run =
        ProgramRun.startUntil(
            () -> gateway.apiCalls().size() > 10,
            jdk,
            directory,
            List.of(option),
            "--base-url=" + gateway.baseUrl(),
            "--exit-code=7");
    assertThat(run.exitCode()).isEqualTo(7);
    assertThat(run.err()).doesNotContain("WARN", "ERROR");
    assertThat(gateway.apiCalls()).allSatisfy(call -> assertThat(call.status()).isEqualTo(200));
  }

  private static String optionOf(String output) {
    return output
        .lines()
        .filter(line -> line.trim().startsWith("java -javaagent:"))
        .map(line -> line.trim().replaceFirst("^java ", "").replaceFirst(" -jar .*", ""))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void replacesNoFileUnlessItIsToldTo() throws Exception {
    Path download = directory.resolve("download.json");
    gateway.downloadToken(download);
    Path folder = Files.createDirectory(directory.resolve("opt"));
    Path properties = Files.writeString(folder.resolve("central-token-agent.properties"), "mine");
    CommandRun init = init("--download=" + download, "--folder=" + folder);
    assertThat(init.exitCode()).isEqualTo(1);
    assertThat(init.err()).contains(properties + " is there already; remove it, or add --force");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).as("nothing was written").containsOnly(properties);
    }
    assertThat(properties).hasContent("mine");
    assertThat(init("--download=" + download, "--folder=" + folder, "--force").exitCode()).isZero();
    assertThat(properties).content().contains("central.client.secret.file=client-secret");
  }

  @Test
  void writesNothingWhereASettingOrTheDownloadIsWrong() throws Exception {
    Path broken = Files.writeString(directory.resolve("broken.json"), "{\"access_token\": 1}");
    Path folder = directory.resolve("opt");
    CommandRun init = init("--download=" + broken, "--folder=" + folder);
    assertThat(init.exitCode()).isEqualTo(1);
    assertThat(init.err()).contains(broken.toString());
    assertThat(folder).doesNotExist();
    CommandRun twice = init("--cluster=us-2", "--folder=" + folder, "--download=" + broken);
    assertThat(twice.err()).contains("central.base.url is set too");
    assertThat(folder).doesNotExist();
  }

  @Test
  void setsUpALoginWithASecretFromItsInput() throws Exception {
    Path folder = directory.resolve("opt");
    List<String> words =
        List.of(
            "init",
            "--base-url=" + gateway.baseUrl(),
            "--client-id=" + CentralSimulator.CLIENT_ID,
            "--username=demo-user",
            "--customer-id=demo-customer",
            "--folder=" + folder);
    String input = CentralSimulator.CLIENT_SECRET + "\ndemo-password\n";
    CommandRun init = CommandRun.of(jdk, words, input, Map.of());
    assertThat(init.exitCode()).as(init.all()).isZero();
    assertThat(init.all()).doesNotContain(CentralSimulator.CLIENT_SECRET, "demo-password");
    CommandRun login =
        CommandRun.of(
            jdk,
            List.of("login", "--config-file=" + folder.resolve("central-token-agent.properties")));
    assertThat(login.exitCode()).as(login.all()).isZero();
    assertThat(folder.resolve("token.json")).exists();
  }

  @Test
  void printsTheLinesOfAServerThatIsInstalledBesideTheFiles() throws Exception {
    Path download = directory.resolve("download.json");
    gateway.downloadToken(download);
    Path tomcat = directory.resolve("tomcat");
    Files.createDirectories(tomcat.resolve("bin"));
    Files.createFile(tomcat.resolve("bin/catalina.sh"));
    CommandRun found = init("--download=" + download, "--folder=" + tomcat.resolve("central"));
    assertThat(found.out()).contains("bin/setenv.sh", "CATALINA_OPTS=\"$CATALINA_OPTS -javaagent:");
    CommandRun named =
        init("--download=" + download, "--folder=" + directory.resolve("other"), "--server=payara");
    assertThat(named.out()).contains("create-jvm-options '-javaagent\\:");
    CommandRun unknown =
        init("--download=" + download, "--folder=" + directory.resolve("more"), "--server=iis");
    assertThat(unknown.exitCode()).isEqualTo(2);
  }

  private CommandRun init(String... more) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("init"));
    words.addAll(
        List.of(
            "--base-url=" + gateway.baseUrl(),
            "--client-id=" + CentralSimulator.CLIENT_ID,
            "--client-secret=" + CentralSimulator.CLIENT_SECRET));
    words.addAll(List.of(more));
    return CommandRun.of(jdk, words);
  }

  private static List<String> modes(Path folder) throws IOException {
    List<String> modes = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        modes.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      }
    }
    return modes;
  }
}

package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.centraltoken.demo.simulator.CentralSimulator;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What a person sends to somebody who is to help. */
class BundleCommandIT extends CommandTest {
  @Test
  void collectsWhatHelpsAndNoSecret() throws Exception {
    gateway.downloadToken(token);
    Path log = directory.resolve("agent.log");
    String access = new ObjectMapper().readTree(token.toFile()).get("access_token").textValue();
    Files.writeString(log, "the last line of the log\n");
    for (String secret : List.of(access, CentralSimulator.CLIENT_SECRET)) {
      for (String form : forms(secret)) {
        Files.writeString(log, Files.readString(log) + "leaked " + form + "\n");
      }
    }
    Path bundle = directory.resolve("case 17.zip");
    CommandRun run = run(jdk, "bundle", "--to=" + bundle, "--log-file=" + log);
    assertThat(run.exitCode()).as(run.all()).isZero();
    assertThat(run.out()).startsWith("Wrote " + bundle + ": version.txt, check.txt, status.txt, ");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(bundle)))
        .isEqualTo("rw-------");

    Map<String, String> texts = unzipped(bundle);
    assertThat(texts).containsOnlyKeys("version.txt", "check.txt", "status.txt", "log.txt");
    assertThat(texts.get("version.txt")).contains("Central Token Agent ", "Java ");
    assertThat(texts.get("check.txt")).contains("central.client.secret=********", "0 errors");
    assertThat(texts.get("status.txt")).containsPattern("State +VALID");
    assertThat(texts.get("log.txt"))
        .startsWith("the last line of the log\n")
        .contains("leaked ********\n");
    for (String secret : List.of(access, CentralSimulator.CLIENT_SECRET)) {
      for (String form : forms(secret)) {
        assertThat(texts.values()).noneMatch(text -> text.contains(form));
      }
    }
  }

  /** Then it is needed most. */
  @Test
  void saysWhatIsWrongWhereNothingWorks() throws Exception {
    Path bundle = directory.resolve("bundle.zip");
    CommandRun run =
        CommandRun.of(
            jdk, List.of("bundle", "--base-url=nonsense", "--pid=2147483647", "--to=" + bundle));
    assertThat(run.exitCode()).as(run.all()).isZero();
    Map<String, String> texts = unzipped(bundle);
    assertThat(texts.get("check.txt")).contains("central.base.url=nonsense", "1 error");
    assertThat(texts.get("status.txt")).contains("central.base.url");
    assertThat(texts.get("jvm.txt")).contains("cannot ask process 2147483647");
  }

  @Test
  void saysWhereItCannotWrite() throws Exception {
    CommandRun run = CommandRun.of(jdk, List.of("bundle", "--to=" + directory + "/none/a.zip"));
    assertThat(run.exitCode()).isOne();
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .contains("cannot write " + directory + "/none/a.zip", "name another file by --to");
  }

  private static List<String> forms(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    return List.of(
        secret,
        URLEncoder.encode(secret, StandardCharsets.UTF_8),
        Base64.getEncoder().withoutPadding().encodeToString(bytes));
  }

  private static Map<String, String> unzipped(Path file) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        texts.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return texts;
  }
}

package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.demo.simulator.CentralSimulator;
import io.centraltoken.demo.simulator.ReceivedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A JDK in which something that the hooks touch has another name: its client goes out without a
 * token, one line says so, and nothing else happens.
 */
class PatchedJdkIT {
  private static final String CLASS = "sun.net.www.protocol.http.HttpURLConnection";
  private static final String POST = "url/POST/chunked/output-first";
  private static final String CLIENT = "client/HTTP_1_1/POST/bytes/sync";

  private final CentralSimulator gateway = CentralSimulator.start(0, Duration.ofHours(2));

  @TempDir Path directory;

  @AfterEach
  void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @MethodSource("jdksAndMembers")
  void leavesAClientAloneThatItDoesNotKnow(Jdk jdk, String member) throws Exception {
    Path patch = patched(jdk, member);
    Path token = directory.resolve("token.json");
    gateway.downloadToken(token);
    String option =
        jdk.feature() == 8 ? "-Xbootclasspath/p:" + patch : "--patch-module=java.base=" + patch;
    ProgramRun run =
        ProgramRun.probe(
            jdk,
            directory,
            ProgramRun.withAgent(gateway.baseUrl(), token, option),
            "each",
            POST + "," + CLIENT,
            gateway.baseUrl() + "/any/patched");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err().lines().filter(line -> line.contains(" ERROR ")))
        .singleElement()
        .asString()
        .contains("not hooked: HttpURLConnection (this JVM has no " + CLASS + "." + member + ")");
    List<ReceivedRequest> calls = gateway.calls("/any/patched");
    assertThat(calls.get(0).authorizations()).isEmpty();
    assertThat(calls.get(0).bodyLength()).isEqualTo(3000);
    if (jdk.feature() >= 11) {
      assertThat(calls.get(1).authorizations()).singleElement().asString().startsWith("Bearer ");
    }
    assertThat(calls).hasSize(jdk.feature() >= 11 ? 2 : 1);
  }

  static Stream<Arguments> jdksAndMembers() throws IOException {
    return Jdk.smallSample().stream()
        .flatMap(
            jdk ->
                Stream.of(
                    Arguments.of(jdk, "useProxyResponseCode"),
                    Arguments.of(jdk, "expect100Continue")));
  }

  /** A folder with the class, in which the member has another name of the same length. */
  private Path patched(Jdk jdk, String member) throws Exception {
    Path patch = Files.createDirectory(directory.resolve("patch"));
    String main = "io.centraltoken.probe.JdkClassFile";
    ProgramRun copy = ProgramRun.run(jdk, directory, List.of(), main, CLASS, patch.toString());
    assertThat(copy.exitCode()).as(copy.err()).isZero();
    Path file = patch.resolve(CLASS.replace('.', '/') + ".class");
    String content = Files.readString(file, StandardCharsets.ISO_8859_1);
    String other = "X" + member.substring(1);
    assertThat(content).contains(member).doesNotContain(other);
    Files.writeString(file, content.replace(member, other), StandardCharsets.ISO_8859_1);
    return patch;
  }
}

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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is wrong, the program runs to its own end, and one line says what a person must do: no
 * stack trace, no secret.
 */
@Tag("long")
class BadInputIT {
  private static final String MEND = "; download a new token from the API Gateway page of Central";

  private static final String DEAD =
      "WARN token refresh failed: the token endpoint at 127.0.0.1 cannot be reached (ConnectException); look at its name, the firewall, and whether it needs central.proxy; requests go out without a token";

  private final CentralSimulator gateway = CentralSimulator.start(0, Duration.ofMinutes(5));

  @TempDir Path directory;

  @AfterEach
  void stop() {
    gateway.close();
  }

  /** What the file holds, made of a good one, and what the line says of it. */
  private record BadFile(String name, String content, String complaint) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Arguments> badFiles() throws IOException {
    return onOldestAndNewest(
        new BadFile("empty", "", "holds no JSON object"),
        new BadFile("half-written", "{\"access_token\":\"MARKER\",\"refr", "holds no JSON object"),
        new BadFile("noise", "MARKER".repeat(500_000), "is larger than any token file"),
        new BadFile("a list", "[\"MARKER\"]", "holds no JSON object"),
        new BadFile("number", token("1234567", "7200"), "access_token is missing"),
        new BadFile("object", token("{\"a\":\"MARKER\"}", "7200"), "access_token is missing"),
        new BadFile(
            "header", token("\"a\\r\\nX-MARKER: 1\"", "7200"), "a character that no token has"),
        new BadFile("lifetime", token("\"MARKER\"", "-1"), "expires_in must be positive"));
  }

  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#smallSample")
  void saysWhichSettingIsMissing(Jdk jdk) throws Exception {
    List<String> options =
        List.of("-javaagent:" + ProgramRun.agentJar(), "-Dcentral.base.url=" + gateway.baseUrl());
    List<String> arguments =
        List.of("--base-url=" + gateway.baseUrl(), "--seconds=1", "--exit-code=7");
    ProgramRun run = ProgramRun.start(jdk, directory, options, arguments);
    assertThat(run.exitCode()).isEqualTo(7);
    assertOneLine(run, "ERROR central.token.file: it is missing; save the JSON of Download Token");
    assertThat(gateway.received())
        .isNotEmpty()
        .allSatisfy(call -> assertThat(call.authorizations()).isEmpty());
  }

  /** It gets no token there: the agent cannot know that both names are one gateway. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#smallSample")
  void saysThatTheProgramCallsTheGatewayByAnotherName(Jdk jdk) throws Exception {
    Path token = directory.resolve("token.json");
    gateway.downloadToken(token);
    String alias = gateway.baseUrl().replace("127.0.0.1", "localhost");
    ProgramRun run =
        ProgramRun.startUntil(
            () -> err().contains("rejects a request"),
            jdk,
            directory,
            ProgramRun.withAgent(gateway.baseUrl(), token),
            "--base-url=" + alias);
    assertThat(run.err())
        .containsOnlyOnce("INFO " + alias + " rejects a request because it has no token");
    assertThat(gateway.received())
        .isNotEmpty()
        .allSatisfy(call -> assertThat(call.authorizations()).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void saysWhatIsWrongWithTheTokenFile(BadFile bad, Jdk jdk) throws Exception {
    Path token = Files.writeString(directory.resolve("token.json"), bad.content());
    assertOneLine(
        run(jdk, token, gateway.baseUrl()), "ERROR " + token + " ", bad.complaint(), MEND);
    assertThat(token).hasContent(bad.content());
  }

  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#smallSample")
  void saysThatTheTokenFileIsNone(Jdk jdk) throws Exception {
    Path token = directory.resolve("token.json");
    assertOneLine(run(jdk, token, gateway.baseUrl()), "ERROR " + token + " does not exist", MEND);
    Files.createDirectory(token);
    assertOneLine(
        run(jdk, token, gateway.baseUrl()), "ERROR " + token + " is not a regular file", MEND);
  }

  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#smallSample")
  void saysThatTheTokenEndpointIsDead(Jdk jdk) throws Exception {
    Path token = expiredToken();
    assertOneLine(run(jdk, token, gateway.baseUrl(), "-Dcentral.token.url=" + nobody()), DEAD);
  }

  /**
   * HttpURLConnection asks for no header before it is connected: here only time moves the agent.
   */
  @Test
  void saysThatTheGatewayIsDeadWithoutARequestThatReachesIt() throws Exception {
    assertOneLine(run(Jdk.all().get(0), expiredToken(), nobody()), DEAD);
  }

  private Path expiredToken() throws IOException {
    return Files.writeString(directory.resolve("token.json"), token("\"MARKER\"", "7200"));
  }

  /** An address where nobody listens. */
  private static String nobody() throws IOException {
    return "http://127.0.0.1:" + FreePort.find();
  }

  private ProgramRun run(Jdk jdk, Path token, String baseUrl, String... more) throws Exception {
    List<String> options = new ArrayList<>(List.of(more));
    options.addAll(
        List.of(
            "-javaagent:" + ProgramRun.agentJar(),
            "-Dcentral.base.url=" + baseUrl,
            "-Dcentral.token.file=" + token,
            "-Dcentral.client.id=id",
            "-Dcentral.client.secret=MARKER"));
    ProgramRun run =
        ProgramRun.startUntil(
            () -> err().contains("] WARN ") || err().contains("] ERROR "),
            jdk,
            directory,
            options,
            "--base-url=" + baseUrl,
            "--exit-code=7",
            "--pause-millis=300");
    assertThat(run.exitCode()).isEqualTo(7);
    assertThat(run.figure("requests")).isPositive();
    assertThat(gateway.received()).allSatisfy(call -> assertThat(call.authorizations()).isEmpty());
    assertThat(run.out() + run.err()).doesNotContain("MARKER");
    return run;
  }

  private String err() {
    return ProgramRun.errors(directory);
  }

  private static void assertOneLine(ProgramRun run, String... parts) {
    assertThat(run.err().lines().filter(line -> !line.contains("] INFO ")))
        .singleElement()
        .asString()
        .contains(parts);
  }

  private static Stream<Arguments> onOldestAndNewest(BadFile... files) throws IOException {
    List<Arguments> arguments = new ArrayList<>();
    for (BadFile file : files) {
      for (Jdk jdk : Jdk.oldestAndNewest()) {
        arguments.add(Arguments.of(file, jdk));
      }
    }
    return arguments.stream();
  }

  private static String token(String accessToken, String lifetime) {
    return "{\"access_token\":"
        + accessToken
        + ",\"refresh_token\":\"MARKER\",\"created_at\":1700000000000,\"expires_in\":"
        + lifetime
        + "}";
  }
}

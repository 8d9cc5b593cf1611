package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centraltoken.demo.simulator.CentralSimulator;
import io.centraltoken.demo.simulator.ReceivedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The whole path on real JVMs. What counts is what servers receive: the gateway, and a second
 * origin that must never see a token.
 */
@Tag("long")
class EndToEndIT {
  private static final Duration TOKEN_LIFETIME = Duration.ofSeconds(2);
  private static final int SECONDS = Integer.getInteger("soak.seconds", 15);

  private final CentralSimulator gateway = CentralSimulator.start(0, TOKEN_LIFETIME);
  private final CentralSimulator elsewhere = CentralSimulator.start(0, TOKEN_LIFETIME);

  @TempDir Path directory;

  @AfterEach
  void stop() {
    gateway.close();
    elsewhere.close();
  }

  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#smallSample")
  void staysAuthorisedThroughRotationsAndLeaksNothing(Jdk jdk) throws Exception {
    ProgramRun run = run(jdk, SECONDS, 3);

    List<ReceivedRequest> calls = gateway.apiCalls();
    List<ReceivedRequest> rejected = calls.stream().filter(call -> call.status() == 401).toList();
    long rotations = gateway.tokenCalls().stream().filter(call -> call.status() == 200).count();
    System.out.printf(
        "%s: %d calls, %d rotations, %d on the wire while a token was replaced%n",
        jdk, calls.size(), rotations, rejected.size());
    rejected.forEach(call -> System.out.println("  " + call));

    assertThat(run.exitCode()).isEqualTo(7);
    assertThat(run.err()).doesNotContain("ERROR", "WARN", "Exception");
    assertThat(run.figure("failed")).isZero();
    assertThat(calls).hasSizeGreaterThanOrEqualTo(16 * SECONDS);
    assertThat(rotations).isGreaterThanOrEqualTo(SECONDS / 3);
    List<String> seen = run.statuses(gateway.baseUrl() + "/(configuration|central|monitoring)/");
    assertThat(seen).as("by the program").hasSizeGreaterThan(16 * SECONDS).isSubsetOf("200", "401");
    assertThat(seen).filteredOn("401"::equals).hasSizeLessThanOrEqualTo(rejected.size());
    assertThat(calls)
        .allSatisfy(
            call ->
                assertThat(call.authorizations())
                    .as(call.toString())
                    .singleElement()
                    .asString()
                    .startsWith("Bearer "));
    assertRejectedOnTheWireOnly(calls);
    assertThat(gateway.presentedRefreshTokens()).doesNotHaveDuplicates();
    assertProtocols(jdk, calls);
    assertNothingLeaked(run);
  }

  /**
   * HttpURLConnection keeps a header that the program has set through its redirects, and so it
   * would keep the agent's in its place.
   */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#smallSample")
  void replacesTheProgramsOwnAuthorizationAtTheGatewayOnly(Jdk jdk) throws Exception {
    String own = "Bearer written-into-a-configuration";
    ProgramRun run = run(jdk, 4, 1, "--authorization=" + own);
    assertThat(run.exitCode()).isEqualTo(7);
    assertThat(gateway.apiCalls())
        .isNotEmpty()
        .allSatisfy(
            call ->
                assertThat(call.authorizations())
                    .as(call.toString())
                    .singleElement()
                    .isNotEqualTo(own));
    assertThat(elsewhere.calls("/direct"))
        .isNotEmpty()
        .allSatisfy(call -> assertThat(call.authorizations()).containsExactly(own));
    assertThat(elsewhere.calls("/redirected"))
        .isNotEmpty()
        .allSatisfy(call -> assertThat(call.authorizations()).as(call.toString()).isSubsetOf(own));
    assertThat(gateway.calls("/oauth2/authorize"))
        .isNotEmpty()
        .allSatisfy(call -> assertThat(call.authorizations()).as(call.toString()).isSubsetOf(own));
  }

  /** A query with secrets is nothing for a cookie store; nor are the gateway's cookies for ours. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#smallSample")
  void keepsItsOwnCallsFromTheProgramsCookieStoreAuthenticatorAndCache(Jdk jdk) throws Exception {
    ProgramRun run = run(jdk, 4, 1, "--own-defaults");
    assertThat(run.exitCode()).isEqualTo(7);
    assertThat(run.out()).contains("ASKED cookies " + gateway.baseUrl() + "/central/v2/sites");
    assertThat(run.out()).doesNotContain("/oauth2/token");
    assertThat(gateway.calls("/central/v2/sites"))
        .anySatisfy(call -> assertThat(call.cookies()).containsExactly("program=1"));
    assertThat(gateway.tokenCalls())
        .isNotEmpty()
        .allSatisfy(call -> assertThat(call.cookies()).as(call.toString()).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#smallSample")
  void goesOnFromTheStoredPairAfterARestart(Jdk jdk) throws Exception {
    Path token = directory.resolve("token.json");
    gateway.downloadToken(token);
    String downloaded = Files.readString(token);
    run(jdk, 4, 1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
        .isEqualTo("rw-------");
    JsonNode stored = new ObjectMapper().readTree(token.toFile());
    assertThat(downloaded).doesNotContain(stored.get("access_token").asText());
    assertThat(gateway.presentedRefreshTokens())
        .hasSizeGreaterThanOrEqualTo(2)
        .doesNotContain(stored.get("refresh_token").asText());
    assertThat(stored.get("appname").asText()).isEqualTo("nms");
    assertThat(stored.get("central_agent").get("generation").asInt())
        .isEqualTo(gateway.presentedRefreshTokens().size());
    int first = gateway.received().size();
    run(jdk, 4, 1);
    assertThat(gateway.received()).as("it goes on").hasSizeGreaterThan(first + 10);
    assertRejectedOnTheWireOnly(gateway.apiCalls());
    assertThat(gateway.presentedRefreshTokens())
        .contains(stored.get("refresh_token").asText())
        .doesNotHaveDuplicates();
  }

  private ProgramRun run(Jdk jdk, int seconds, int threads, String... more)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.addAll(
        List.of(
            "--base-url=" + gateway.baseUrl(),
            "--url=" + elsewhere.baseUrl() + "/direct",
            "--url=" + redirect(302, elsewhere.baseUrl() + "/redirected"),
            "--url=" + redirect(307, elsewhere.baseUrl() + "/redirected-307"),
            "--url=" + redirect(302, gateway.baseUrl() + "/central/v2/sites"),
            "--url=" + redirect(307, gateway.baseUrl() + "/oauth2/authorize"),
            "--seconds=" + seconds,
            "--threads=" + threads,
            "--pause-millis=50",
            "--exit-code=7"));
    return ProgramRun.start(jdk, directory, settings(), arguments);
  }

  private String redirect(int status, String to) {
    return gateway.baseUrl() + "/simulator/redirect?status=" + status + "&to=" + to;
  }

  private List<String> settings() throws IOException {
    Path token = directory.resolve("token.json");
    if (!Files.exists(token)) {
      gateway.downloadToken(token);
    }
    return ProgramRun.withAgent(gateway.baseUrl(), token);
  }

  private static void assertRejectedOnTheWireOnly(List<ReceivedRequest> calls) {
    assertThat(calls).extracting(ReceivedRequest::status).isSubsetOf(200, 302, 307, 401);
    assertThat(calls)
        .filteredOn(call -> call.status() == 401)
        .as("only calls that were under way when their token was replaced")
        .allSatisfy(
            call -> assertThat(call.sinceDeath()).isBetween(Duration.ZERO, Duration.ofSeconds(1)));
  }

  private static void assertProtocols(Jdk jdk, List<ReceivedRequest> calls) {
    assertThat(calls).extracting(ReceivedRequest::protocol).contains("HTTP/1.1");
    if (jdk.feature() >= 11) {
      assertThat(calls).extracting(ReceivedRequest::protocol).contains("HTTP/2.0");
    }
  }

  private void assertNothingLeaked(ProgramRun run) {
    assertThat(elsewhere.received())
        .extracting(ReceivedRequest::path)
        .contains("/direct", "/redirected", "/redirected-307");
    List<ReceivedRequest> oauth =
        gateway.received().stream().filter(call -> call.path().startsWith("/oauth2/")).toList();
    assertThat(oauth)
        .extracting(ReceivedRequest::path)
        .contains("/oauth2/token", "/oauth2/authorize");
    assertThat(oauth)
        .as("even where the JDK keeps headers, in a redirect within one origin")
        .allSatisfy(call -> assertThat(call.authorizations()).as(call.toString()).isEmpty());
    assertThat(elsewhere.received())
        .allSatisfy(call -> assertThat(call.authorizations()).as(call.toString()).isEmpty());
    List<String> secrets = new ArrayList<>(gateway.presentedRefreshTokens());
    gateway
        .apiCalls()
        .forEach(call -> secrets.add(call.authorizations().get(0).substring("Bearer ".length())));
    secrets.add(CentralSimulator.CLIENT_SECRET);
    String written = run.out() + run.err();
    assertThat(secrets.stream().distinct()).noneMatch(written::contains);
  }
}

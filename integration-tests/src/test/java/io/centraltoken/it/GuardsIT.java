package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.demo.simulator.CentralSimulator;
import io.centraltoken.demo.simulator.Faults.TokenFault;
import io.centraltoken.demo.simulator.ReceivedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What else a program does, and what a gateway rejects for other reasons than the token. */
@Tag("long")
class GuardsIT {
  private final CentralSimulator gateway = CentralSimulator.start(0, Duration.ofHours(2));
  private final CentralSimulator elsewhere = CentralSimulator.start(0, Duration.ofHours(2));

  @TempDir Path directory;

  @AfterEach
  void stop() {
    gateway.close();
    elsewhere.close();
  }

  static Stream<Jdk> withHttpClient() throws IOException {
    return Jdk.sample().stream().filter(jdk -> jdk.feature() >= 11);
  }

  /** It would answer with a password; the client would drop the agent's header too. */
  @ParameterizedTest
  @MethodSource("withHttpClient")
  void asksNoAuthenticatorOfAClient(Jdk jdk) throws Exception {
    gateway.faults().offer("Basic realm=\"proxy\"");
    gateway.faults().rejectFirst(true);
    ProgramRun run = guards(jdk, "authenticator", gateway.baseUrl() + "/any/one");
    assertThat(run.out()).contains("STATUS 200").doesNotContain("ASKED");
    assertThat(statuses("/any/one")).containsExactly(401, 200);
    assertThat(authorizations(gateway, "/any/one")).allMatch(value -> value.startsWith("Bearer "));
  }

  @ParameterizedTest
  @MethodSource("withHttpClient")
  void authorisesTheHandshakeOfAWebSocket(Jdk jdk) throws Exception {
    ProgramRun run = guards(jdk, "websocket", gateway.baseUrl() + "/any/socket");
    assertThat(run.out()).contains("NOT OPEN"); // no server of this test speaks it
    assertThat(statuses("/any/socket")).containsExactly(200);
    assertThat(authorizations(gateway, "/any/socket"))
        .singleElement()
        .asString()
        .startsWith("Bearer ");
  }

  /** There and back again; nothing of the token is to be seen in what the program gets. */
  @ParameterizedTest
  @MethodSource("withHttpClient")
  void leavesNothingInTheResponsesOfARedirect(Jdk jdk) throws Exception {
    String from =
        gateway.baseUrl() + "/simulator/redirect?status=307&to=" + elsewhere.baseUrl() + "/any/b";
    ProgramRun run = guards(jdk, "redirect", "none", "none", from);
    assertThat(run.out())
        .contains("STATUS 401", "HEADERS /any/b []", "HEADERS /simulator/redirect []");
    assertThat(authorizations(gateway, "/simulator/redirect")).hasSize(1);
    assertThat(statuses(elsewhere, "/any/b")).containsExactly(401);
    assertThat(authorizations(elsewhere, "/any/b")).isEmpty();
  }

  /** The client's only thread is free while a request is held for a token. */
  @ParameterizedTest
  @MethodSource("withHttpClient")
  void holdsARequestWithoutAThread(Jdk jdk) throws Exception {
    noneIsUsableForTwoSeconds();
    ProgramRun run =
        guards(jdk, "executor", gateway.baseUrl() + "/any/one", elsewhere.baseUrl() + "/any/b");
    assertThat(run.out()).contains("STATUS 200");
    assertThat(millis(run, "HELD ")).isGreaterThan(1500);
    assertThat(millis(run, "ELSEWHERE ")).isLessThan(1000);
  }

  /** The JDK asks for the headers before it is held: there is no token yet, or a dead one. */
  @ParameterizedTest
  @MethodSource("withHttpClient")
  void authorisesAHeldRequestOfAClientWithCookies(Jdk jdk) throws Exception {
    noneIsUsableForTwoSeconds();
    ProgramRun run = guards(jdk, "cookies", gateway.baseUrl() + "/any/one");
    assertThat(run.out()).contains("STATUS 200");
    assertThat(statuses("/any/one")).containsExactly(200);
    assertThat(authorizations(gateway, "/any/one")).hasSize(1);
  }

  /** From Java 16 on a cancelled call is not sent; before, only its answer is not waited for. */
  @ParameterizedTest
  @MethodSource("withHttpClient")
  void keepsTimeOutsAndCancelling(Jdk jdk) throws Exception {
    noneIsUsableForTwoSeconds();
    ProgramRun run = guards(jdk, "impatient", gateway.baseUrl() + "/any/one");
    assertThat(run.out()).contains("CANCELLED true");
    assertThat(millis(run, "TIMED OUT ")).isBetween(500L, 1500L);
    assertThat(statuses("/any/one")).hasSizeLessThanOrEqualTo(jdk.feature() >= 16 ? 0 : 1);
    assertThat(gateway.presentedRefreshTokens()).hasSize(1);
  }

  /** Its redirects keep every header, so a request with the token follows none. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#sample")
  void authorisesAVendorsConnection(Jdk jdk) throws Exception {
    String vendor = "io.centraltoken.probe.VendorConnection";
    List<String> options = new ArrayList<>(options());
    options.add("-Dcentral.http.connection.class=" + vendor);
    String away =
        gateway.baseUrl() + "/simulator/redirect?status=302&to=" + elsewhere.baseUrl() + "/any/b";
    ProgramRun run =
        ProgramRun.run(
            jdk,
            directory,
            options,
            vendor,
            "connect@" + gateway.baseUrl() + "/any/connect",
            "output@" + gateway.baseUrl() + "/any/output",
            "input@" + gateway.baseUrl() + "/any/input",
            "connect@" + away,
            "input@" + elsewhere.baseUrl() + "/any/direct");
    assertThat(run.err()).contains("hooks in place: ", vendor).doesNotContain("ERROR", "Exception");
    assertThat(run.out().lines())
        .containsExactly(
            "STATUS connect 200",
            "STATUS output 200",
            "STATUS input 200",
            "STATUS connect 302",
            "STATUS input 401");
    assertThat(gateway.apiCalls())
        .hasSize(4)
        .allSatisfy(call -> assertThat(call.authorizations()).hasSize(1));
    assertThat(elsewhere.received())
        .singleElement()
        .satisfies(call -> assertThat(call.authorizations()).isEmpty());
  }

  /** For want of a permission; a refresh would change nothing, for ever. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#sample")
  void refreshesNothingForARejectionOfAnotherKind(Jdk jdk) throws Exception {
    for (String status : List.of("401", "403")) {
      ProgramRun run = probe(jdk, "once", gateway.baseUrl() + "/forbidden/" + status + "/");
      assertThat(run.out().lines())
          .isNotEmpty()
          .allSatisfy(line -> assertThat(line).endsWith(" " + status));
    }
    assertThat(gateway.presentedRefreshTokens()).isEmpty();
    assertThat(gateway.received()).extracting(ReceivedRequest::path).doesNotHaveDuplicates();
  }

  /** Every second request meets a node that knows the new token 5 s late. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#oldestAndNewest")
  void waitsForNodesThatLag(Jdk jdk) throws Exception {
    gateway.tokenLifetime(Duration.ofSeconds(30));
    gateway.faults().nodeLag(Duration.ofSeconds(5));
    ProgramRun run =
        probe(
            jdk,
            "load",
            gateway.baseUrl() + "/central/v2/sites",
            "26",
            "url/POST/buffered/output-first",
            "client/HTTP_2/POST/bytes/async");
    assertThat(run.out()).contains(" rejected=0 failed=0 ").doesNotContain("FAILED");
    assertThat(gateway.presentedRefreshTokens()).as("by schedule").hasSize(1);
    assertThat(statuses("/central/v2/sites")).as("else nothing was tried").contains(401);
  }

  /** Its requests wait for a token; what goes on then is the program's code. */
  @ParameterizedTest
  @MethodSource("withHttpClient")
  void runsNothingOfAProgramWithADirectExecutorOnTheTokenThread(Jdk jdk) throws Exception {
    noneIsUsableForTwoSeconds();
    ProgramRun run = guards(jdk, "direct-executor", gateway.baseUrl() + "/central/v2/sites");
    assertThat(run.out().lines().filter("STATUS 200"::equals)).hasSize(5);
    assertThat(run.out().lines().filter(line -> line.startsWith("SUBSCRIBED ON "))).hasSize(5);
    assertThat(run.out()).contains("COMPLETED ON ").doesNotContainPattern("ON central-token\\R");
  }

  private void noneIsUsableForTwoSeconds() throws IOException {
    gateway.faults().delay(Duration.ofSeconds(2));
    gateway.faults().token(TokenFault.SLOW, 1);
    Path token = directory.resolve("token.json");
    gateway.downloadToken(token);
    String old =
        Files.readString(token).replaceFirst("\"created_at\" : \\d+", "\"created_at\" : 1");
    Files.writeString(token, old); // its access token has long ended
  }

  private ProgramRun guards(Jdk jdk, String... arguments) throws Exception {
    String[] all = arguments.length > 2 ? arguments : new String[] {arguments[0], arguments[1], ""};
    ProgramRun run =
        ProgramRun.run(jdk, directory, options(), "io.centraltoken.probe.HttpClientGuards", all);
    assertThat(run.err()).doesNotContain("ERROR", "Exception");
    return run;
  }

  private ProgramRun probe(Jdk jdk, String... arguments) throws Exception {
    return ProgramRun.probe(jdk, directory, options(), arguments);
  }

  private List<String> options() throws IOException {
    Path token = directory.resolve("token.json");
    if (!token.toFile().exists()) {
      gateway.downloadToken(token);
    }
    return ProgramRun.withAgent(gateway.baseUrl(), token);
  }

  private static long millis(ProgramRun run, String what) {
    return run.out()
        .lines()
        .filter(line -> line.startsWith(what))
        .mapToLong(line -> Long.parseLong(line.substring(what.length())))
        .findFirst()
        .orElseThrow();
  }

  private List<Integer> statuses(String path) {
    return statuses(gateway, path);
  }

  private static List<Integer> statuses(CentralSimulator server, String path) {
    return server.calls(path).stream().map(ReceivedRequest::status).toList();
  }

  private static List<String> authorizations(CentralSimulator server, String path) {
    return server.calls(path).stream().flatMap(call -> call.authorizations().stream()).toList();
  }
}

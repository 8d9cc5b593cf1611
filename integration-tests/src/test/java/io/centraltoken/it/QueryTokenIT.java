package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.demo.simulator.CentralSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that put a token of their own, which has long died, into the query. */
@Tag("long")
class QueryTokenIT {
  private static final String STALE = "?access_token=stale&shape=";

  private final CentralSimulator gateway = CentralSimulator.start(0, Duration.ofHours(2));
  private final CentralSimulator elsewhere = CentralSimulator.start(0, Duration.ofHours(2));

  @TempDir Path directory;

  @AfterEach
  void stop() {
    gateway.close();
    elsewhere.close();
  }

  /** The gateway rejects the token in the query; the agent's is good, and nothing is refreshed. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#sample")
  void leavesItAndSaysSoOnce(Jdk jdk) throws Exception {
    ProgramRun run = once(jdk, gateway, "warn");
    assertThat(run.out().lines()).isNotEmpty().allMatch(line -> line.endsWith(" 401"));
    assertThat(run.err().lines().filter(line -> line.contains(" WARN ")))
        .singleElement()
        .asString()
        .contains("access_token in its query", "central.query.token=replace");
    assertThat(gateway.apiCalls()).hasSize((int) run.out().lines().count());
    assertThat(queryTokens(gateway)).containsOnly("stale");
    assertThat(gateway.presentedRefreshTokens()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#sample")
  void replacesItOnTheWireOfTheGatewayAlone(Jdk jdk) throws Exception {
    ProgramRun run = once(jdk, gateway, "replace");
    assertThat(run.out().lines()).isNotEmpty().allMatch(line -> line.endsWith(" 200"));
    assertThat(run.err()).doesNotContain("WARN", "ERROR");
    String token = accessToken();
    assertThat(queryTokens(gateway)).hasSize(gateway.apiCalls().size()).containsOnly(token);
    assertThat(once(jdk, elsewhere, "replace").out()).doesNotContain(" 200");
    assertThat(queryTokens(elsewhere)).isNotEmpty().containsOnly("stale");
  }

  /** What is sent again has a line already, with the token that was rejected. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#sample")
  void replacesItInWhatIsSentAgain(Jdk jdk) throws Exception {
    for (String shape : jdk.getShapes()) {
      int before = queryTokens(gateway).size();
      String dead = downloadOneThatIsDead();
      String url = gateway.baseUrl() + "/any/call" + STALE;
      ProgramRun run = ProgramRun.probe(jdk, directory, options("replace"), "each", shape, url);
      assertThat(run.out()).isEqualTo(url + " 200\n");
      List<String> seen = queryTokens(gateway).subList(before, queryTokens(gateway).size());
      assertThat(seen).containsExactly(dead, accessToken());
    }
  }

  /** To the agent it looks usable, and no longer so young that a rejection would mean nothing. */
  private String downloadOneThatIsDead() throws IOException {
    gateway.tokenLifetime(Duration.ofMillis(1));
    gateway.downloadToken(token());
    gateway.tokenLifetime(Duration.ofHours(2));
    long aMinuteAgo = System.currentTimeMillis() - 60_000;
    Files.writeString(
        token(),
        Files.readString(token())
            .replaceFirst("\"expires_in\" : \\d+", "\"expires_in\" : 7200")
            .replaceFirst("\"created_at\" : \\d+", "\"created_at\" : " + aMinuteAgo));
    return accessToken();
  }

  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#sample")
  void leavesItOutWhereARedirectGoesElsewhere(Jdk jdk) throws Exception {
    String away =
        "/simulator/redirect?status=307&to=" + elsewhere.baseUrl() + "/any/b&access_token=stale";
    ProgramRun.probe(
        jdk,
        directory,
        options("replace"),
        "each",
        "url/GET/none/input-first",
        gateway.baseUrl() + away);
    if (jdk.feature() >= 11) {
      ProgramRun.run(
          jdk,
          directory,
          options("replace"),
          "io.centraltoken.probe.HttpClientGuards",
          "redirect",
          "none",
          "none",
          gateway.baseUrl() + away);
    }
    assertThat(gateway.apiCalls()).isNotEmpty().allMatch(call -> call.status() == 307);
    assertThat(elsewhere.apiCalls()).hasSameSizeAs(gateway.apiCalls());
    assertThat(queryTokens(elsewhere)).containsOnly("");
    assertThat(elsewhere.apiCalls()).allMatch(call -> call.authorizations().isEmpty());
  }

  private ProgramRun once(Jdk jdk, CentralSimulator server, String mode) throws Exception {
    return ProgramRun.probe(
        jdk, directory, options(mode), "once", server.baseUrl() + "/any/call" + STALE);
  }

  private List<String> options(String mode) throws IOException {
    if (!Files.exists(token())) {
      gateway.downloadToken(token());
    }
    List<String> options = new ArrayList<>(ProgramRun.withAgent(gateway.baseUrl(), token()));
    options.add("-Dcentral.query.token=" + mode);
    return options;
  }

  private Path token() {
    return directory.resolve("token.json");
  }

  private String accessToken() throws IOException {
    Matcher member =
        Pattern.compile("\"access_token\" ?: ?\"([^\"]+)\"").matcher(Files.readString(token()));
    assertThat(member.find()).isTrue();
    return member.group(1);
  }

  private static List<String> queryTokens(CentralSimulator server) {
    return server.apiCalls().stream()
        .flatMap(call -> Arrays.stream(call.query().split("&")))
        .filter(parameter -> parameter.startsWith("access_token="))
        .map(parameter -> parameter.substring("access_token=".length()))
        .toList();
  }
}

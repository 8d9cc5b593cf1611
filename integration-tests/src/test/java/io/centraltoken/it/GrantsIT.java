package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.demo.simulator.CentralSimulator;
import io.centraltoken.demo.simulator.Faults.TokenFault;
import io.centraltoken.demo.simulator.ReceivedRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the first pair and the next come from, with both of the transports. */
class GrantsIT {
  private static final String LOGIN = "/oauth2/authorize/central/api/login";

  private final CentralSimulator gateway = CentralSimulator.start(0, Duration.ofSeconds(3));

  @TempDir Path directory;
  private Path token;
  private int requestsBefore;

  @BeforeEach
  void nameTheFile() {
    token = directory.resolve("token.json");
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#oldestAndNewest")
  void logsInWhereThereIsNoToken(Jdk jdk) throws Exception {
    ProgramRun run = run(jdk, () -> !gateway.presentedRefreshTokens().isEmpty(), login());
    assertThat(run.err()).doesNotContain("WARN", "ERROR");
    assertThat(gateway.calls(LOGIN)).hasSize(1);
    assertThat(gateway.presentedRefreshTokens()).hasSizeGreaterThanOrEqualTo(1);
    assertThat(gateway.apiCalls())
        .isNotEmpty()
        .allSatisfy(call -> assertThat(call.authorizations()).hasSize(1))
        .allSatisfy(call -> assertThat(call.cookies()).isEmpty());
    assertThat(gateway.apiCalls().get(0).status()).as("the first call waited").isEqualTo(200);
    assertThat(Files.readString(token)).contains("\"refresh_token\"", "\"last_login_at\"");
  }

  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#oldestAndNewest")
  void logsInOnceAfterALostReplyAndNotAgainAfterARestart(Jdk jdk) throws Exception {
    gateway.downloadToken(token);
    gateway.faults().token(TokenFault.LOST_REPLY, 1);
    run(jdk, () -> gateway.presentedRefreshTokens().size() > 2, login());
    assertThat(gateway.calls(LOGIN)).hasSize(1);
    List<ReceivedRequest> calls = gateway.apiCalls();
    assertThat(calls.get(calls.size() - 1).status()).as("service goes on").isEqualTo(200);

    gateway.revoke();
    ProgramRun restarted = run(jdk, this::saidWhatIsWrong, login());
    assertThat(gateway.calls(LOGIN)).hasSize(1);
    // the first run may have ended during an exchange, which the line then says in between
    assertThat(restarted.err().lines().filter(line -> line.contains("] ERROR ")))
        .singleElement()
        .asString()
        .contains(
            "the token endpoint rejected the refresh token (400)",
            "; the agent may log in again at ",
            "; to be faster, " + LogText.DOWNLOAD);
  }

  @Test
  void asksAPersonAfterALostReplyWithoutALogin() throws Exception {
    gateway.downloadToken(token);
    gateway.faults().token(TokenFault.LOST_REPLY, 1);
    ProgramRun run = run(Jdk.all().get(0), this::saidWhatIsWrong, List.of());
    assertThat(gateway.tokenCalls()).hasSize(2);
    assertThat(run.err().lines().filter(line -> line.contains("] ERROR ")))
        .singleElement()
        .asString()
        .contains(
            "the token endpoint rejected the refresh token (400), after an exchange that was never answered; download a new token from");
    ProgramRun restarted = run(Jdk.all().get(0), this::saidWhatIsWrong, List.of());
    assertThat(gateway.tokenCalls()).as("not sent again").hasSize(2);
    assertThat(restarted.err())
        .contains("ERROR the token endpoint has rejected this refresh token before; download");
  }

  /** By another name of the host, because the token endpoint of new Central is another host. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#oldestAndNewest")
  void makesTokensOfClientCredentials(Jdk jdk) throws Exception {
    List<String> options = ProgramRun.withClientCredentials(gateway.baseUrl(), "/oauth2/token");
    ProgramRun run = start(jdk, () -> gateway.tokenCalls().size() >= 3, options);
    assertThat(run.err()).doesNotContain("WARN", "ERROR");
    assertThat(gateway.tokenCalls())
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(call -> assertThat(call.status()).isEqualTo(200))
        .allSatisfy(call -> assertThat(call.hasQuery()).isFalse())
        .allSatisfy(call -> assertThat(call.authorizations()).isEmpty());
    assertThat(gateway.apiCalls())
        .isNotEmpty()
        .allSatisfy(call -> assertThat(call.status()).isEqualTo(200));
    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("out", "err");
  }

  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#oldestAndNewest")
  void beginsWithASeedAndKeepsItsOwnStore(Jdk jdk) throws Exception {
    Path seed = directory.resolve("seed.json");
    gateway.downloadToken(seed);
    String planted = Files.readString(seed);
    for (int start = 0; start < 2; start++) {
      int calls = gateway.tokenCalls().size();
      ProgramRun run =
          run(
              jdk,
              () -> gateway.tokenCalls().size() > calls + 1,
              List.of("-Dcentral.token.seed=" + seed));
      assertThat(run.err()).doesNotContain("WARN", "ERROR");
    }
    assertThat(gateway.tokenCalls())
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(call -> assertThat(call.status()).isEqualTo(200));
    assertThat(Files.readString(seed)).isEqualTo(planted);
  }

  private static List<String> login() {
    return List.of(
        "-Dcentral.username=demo-user",
        "-Dcentral.password=demo-password",
        "-Dcentral.customer.id=demo-customer");
  }

  /** And has made some requests since. */
  private boolean saidWhatIsWrong() {
    if (!ProgramRun.errors(directory).contains("] ERROR ")) {
      requestsBefore = gateway.apiCalls().size();
    }
    return gateway.apiCalls().size() > requestsBefore + 10;
  }

  private ProgramRun run(Jdk jdk, ProcessWait.Condition enough, List<String> more)
      throws Exception {
    String[] options = more.toArray(String[]::new);
    return start(jdk, enough, ProgramRun.withAgent(gateway.baseUrl(), token, options));
  }

  private ProgramRun start(Jdk jdk, ProcessWait.Condition enough, List<String> options)
      throws Exception {
    ProgramRun run =
        ProgramRun.startUntil(
            enough,
            jdk,
            directory,
            options,
            "--base-url=" + gateway.baseUrl(),
            "--pause-millis=100",
            "--exit-code=7");
    assertThat(run.exitCode()).isEqualTo(7);
    return run;
  }
}

package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.demo.simulator.Faults.TokenFault;
import io.centraltoken.demo.simulator.ReceivedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of the jar, as a person or a script runs them. */
class CommandLineIT extends CommandTest {
  private static final String LOGIN = "/oauth2/authorize/central/api/login";

  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#sample")
  void refreshesAndPrintsTheToken(Jdk each) throws Exception {
    gateway.downloadToken(token);
    String before = printedToken(each);
    CommandRun refresh = run(each, "refresh");
    assertThat(refresh.exitCode()).as(refresh.all()).isZero();
    assertThat(refresh.out()).matches("(?s)Token [0-9a-f]{8}, generation 1, is valid until .*");
    assertThat(refresh.err()).isEmpty();
    String after = printedToken(each);
    assertThat(after).isNotEqualTo(before);
    assertThat(status(after)).isEqualTo(200);
    assertThat(status(before)).as("the gateway has invalidated it").isEqualTo(401);
    assertThat(gateway.tokenCalls()).hasSize(1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
        .isEqualTo("rw-------");
  }

  /** What is due is refreshed first, once, and not for the second script. */
  @Test
  void refreshesATokenThatIsDueBeforeItPrintsIt() throws Exception {
    downloadTokenThatIsDue();
    String first = printedToken(jdk);
    assertThat(status(first)).isEqualTo(200);
    assertThat(printedToken(jdk)).isEqualTo(first);
    assertThat(gateway.tokenCalls()).hasSize(1);
  }

  /** They agree on one token, although it was due for each of them. */
  @Test
  void refreshesOnceForScriptsThatRunAtTheSameTime() throws Exception {
    downloadTokenThatIsDue();
    ExecutorService threads = Executors.newCachedThreadPool();
    List<CompletableFuture<String>> scripts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      scripts.add(CompletableFuture.supplyAsync(this::tokenOfAScript, threads));
    }
    List<String> tokens = scripts.stream().map(CompletableFuture::join).distinct().toList();
    threads.shutdown();
    assertThat(tokens).hasSize(1);
    assertThat(status(tokens.get(0))).isEqualTo(200);
    assertThat(gateway.tokenCalls()).hasSize(1);
  }

  private String tokenOfAScript() {
    try {
      return printedToken(jdk);
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** The old token dies in it: the program waits for it, or sends its request again. */
  @Test
  void refreshesBesideAProgramWhichDoesNotNotice() throws Exception {
    gateway.downloadToken(token);
    int[] refreshed = new int[1];
    ProgramRun run =
        ProgramRun.startUntil(
            () -> {
              if (gateway.apiCalls().size() > 20 * (refreshed[0] + 1) && refreshed[0] < 3) {
                refreshed[0]++;
                tokenAfterARefresh();
              }
              return refreshed[0] == 3 && gateway.apiCalls().size() > 150;
            },
            jdk,
            directory,
            ProgramRun.withAgent(gateway.baseUrl(), token),
            "--base-url=" + gateway.baseUrl(),
            "--pause-millis=20",
            "--exit-code=7");
    assertThat(run.exitCode()).isEqualTo(7);
    assertThat(run.figure("unauthorized")).isZero();
    assertThat(run.figure("failed")).isZero();
    assertThat(run.err()).doesNotContain("WARN", "ERROR");
    assertThat(gateway.tokenCalls()).extracting(ReceivedRequest::status).containsOnly(200);
  }

  private void tokenAfterARefresh() throws IOException {
    try {
      assertThat(run(jdk, "refresh").exitCode()).isZero();
    } catch (InterruptedException end) {
      throw new IOException(end);
    }
  }

  private void downloadTokenThatIsDue() throws IOException {
    gateway.downloadToken(token);
    long madeEarlier = System.currentTimeMillis() - Duration.ofMinutes(90).toMillis();
    String download = Files.readString(token);
    Files.writeString(
        token, download.replaceFirst("\"created_at\" : \\d+", "\"created_at\" : " + madeEarlier));
  }

  @Test
  void saysWhatToDoWhereTheRefreshTokenIsRejected() throws Exception {
    gateway.downloadToken(token);
    gateway.revoke();
    CommandRun refresh = run(jdk, "refresh");
    assertThat(refresh.exitCode()).isEqualTo(1);
    assertThat(refresh.err()).contains(LogText.DOWNLOAD);
    CommandRun status = run(jdk, "status");
    assertThat(status.exitCode()).isEqualTo(1);
    assertThat(status.out()).contains("REJECTED", "To do");
    assertThat(gateway.tokenCalls()).as("and it is not sent again").hasSize(1);
    assertThat(run(jdk, "refresh").exitCode()).isEqualTo(1);
    assertThat(gateway.tokenCalls()).hasSize(1);
  }

  @Test
  void keepsTheTokenWhereTheGatewayFails() throws Exception {
    gateway.downloadToken(token);
    gateway.faults().token(TokenFault.UNAVAILABLE, 10);
    CommandRun refresh = run(jdk, "refresh");
    assertThat(refresh.exitCode()).isEqualTo(1);
    assertThat(refresh.err()).contains("the current token is still valid");
    assertThat(gateway.tokenCalls()).as("once").hasSize(1);
    assertThat(printedToken(jdk)).isNotEmpty();
    assertThat(run(jdk, "status").out()).contains("RETRYING");
  }

  @Test
  void logsInWithAPasswordFromItsInput() throws Exception {
    CommandRun login = login("demo-password\n");
    assertThat(login.exitCode()).as(login.all()).isZero();
    assertThat(login.all()).doesNotContain("demo-password");
    assertThat(gateway.calls(LOGIN)).hasSize(1);
    assertThat(status(printedToken(jdk))).isEqualTo(200);

    CommandRun again = login("demo-password\n");
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.err())
        .contains("Central allows one login in 30 minutes; the next one is possible in ");
    assertThat(gateway.calls(LOGIN)).as("the limit is not even tried").hasSize(1);
  }

  private CommandRun login(String password) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("login"));
    words.addAll(CommandRun.options(gateway, token));
    words.addAll(List.of("--username", "demo-user", "--customer-id", "demo-customer"));
    return CommandRun.of(jdk, words, password, Map.of());
  }

  @Test
  void runsAProgramWithTheTokenAndItsExitCode() throws Exception {
    gateway.downloadToken(token);
    List<String> words = new ArrayList<>(List.of("run"));
    words.addAll(CommandRun.options(gateway, token));
    words.addAll(List.of("--", "sh", "-c", "echo token $CENTRAL_ACCESS_TOKEN; exit 5"));
    CommandRun run = CommandRun.of(jdk, words);
    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.out().trim()).isEqualTo("token " + printedToken(jdk));
  }

  @Test
  void waitsUntilThereIsAToken() throws Exception {
    CommandRun late = run(jdk, "wait", "--timeout=100ms");
    assertThat(late.exitCode()).isEqualTo(1);
    assertThat(late.err()).contains("State", "To do");
    gateway.downloadToken(token);
    assertThat(run(jdk, "wait", "--timeout=1m").exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "frobnicate",
        "status --frobnicate",
        "status --format=xml",
        "status now",
        "wait --timeout=soon",
        "token --token-file",
        "help frobnicate"
      })
  void endsWithTwoWhereTheCommandLineIsWrong(String line) throws Exception {
    CommandRun run = CommandRun.of(jdk, line.isEmpty() ? List.of() : List.of(line.split(" ")));
    assertThat(run.exitCode()).as(run.all()).isEqualTo(2);
    assertThat(run.err()).contains("help");
    assertThat(run.out()).isEmpty();
  }

  /** A host that gives the agent to each Java by an environment variable. */
  @Test
  void isNoApplicationForTheAgent() throws Exception {
    gateway.downloadToken(token);
    List<String> words = new ArrayList<>(List.of("check"));
    words.addAll(CommandRun.options(gateway, token));
    CommandRun run =
        CommandRun.of(
            jdk, words, "", Map.of("JAVA_TOOL_OPTIONS", "-javaagent:" + ProgramRun.agentJar()));
    assertThat(run.exitCode()).as(run.all()).isZero();
    assertThat(run.err().lines()).allMatch(line -> line.startsWith("Picked up JAVA_TOOL_OPTIONS"));
  }
}

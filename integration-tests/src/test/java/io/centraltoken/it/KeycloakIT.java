package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The agent against a server that nobody of this project has written: what it does is OAuth, and
 * not only what its own simulator takes for that. With the profile "long", which unpacks Keycloak.
 *
 * <p>One test at a time, because an administrator revokes every pair of the server.
 */
@Execution(ExecutionMode.SAME_THREAD)
@Tag("long")
class KeycloakIT {
  /**
   * A token that is younger when it is rejected is tried again as it is: the agent takes 6 s. Less
   * than the two thirds of its life in which a token is in use.
   */
  private static final int KNOWN_MILLIS = 8000;

  private static Keycloak keycloak;

  private final ExecutorService operator = Executors.newSingleThreadExecutor();

  @TempDir static Path logs;
  @TempDir Path directory;
  private long refreshes;
  private long grants;
  private long rejections;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    assumeTrue(
        Files.isDirectory(Path.of(System.getProperty("keycloak.home", "none"))),
        "Keycloak is unpacked");
    keycloak = Keycloak.start(logs);
  }

  @AfterAll
  static void stop() {
    if (keycloak != null) {
      keycloak.close();
    }
  }

  @AfterEach
  void stopOperator() {
    operator.shutdownNow();
  }

  @BeforeEach
  void count() {
    refreshes = keycloak.events("REFRESH_TOKEN");
    grants = keycloak.events("CLIENT_LOGIN");
    rejections = keycloak.events("USER_INFO_REQUEST_ERROR");
  }

  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#oldestAndNewest")
  void refreshesAndReplacesARevokedToken(Jdk jdk) throws Exception {
    Path token = Files.writeString(directory.resolve("token.json"), keycloak.logIn());
    Future<?> revocation = operator.submit(() -> revokeTheNextTokenOf(token));
    ProgramRun run = run(jdk, "-Dcentral.token.file=" + token);
    assertThat(revocation).as("the program has ended after the revocation").isDone();
    revocation.get();
    assertThatNothingFailed(run);
    assertThat(keycloak.events("REFRESH_TOKEN") - refreshes)
        .as("the next pair, and the one in place of the revoked token")
        .isGreaterThanOrEqualTo(2);
    assertThat(keycloak.events("REFRESH_TOKEN_ERROR")).isZero();
  }

  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#oldestAndNewest")
  void renewsClientCredentialsAndReplacesARevokedToken(Jdk jdk) throws Exception {
    Future<?> revocation = operator.submit(this::revokeTheFirstToken);
    ProgramRun run = run(jdk, "-Dcentral.grant=client_credentials");
    assertThat(revocation).as("the program has ended after the revocation").isDone();
    revocation.get();
    assertThatNothingFailed(run);
    assertThat(keycloak.events("CLIENT_LOGIN") - grants)
        .as("the first token, the one in place of the revoked token, and the next")
        .isGreaterThanOrEqualTo(3);
  }

  private ProgramRun run(Jdk jdk, String... more) throws Exception {
    List<String> options =
        new ArrayList<>(
            List.of(
                "-javaagent:" + ProgramRun.agentJar(),
                "-Dcentral.base.url=" + keycloak.baseUrl(),
                "-Dcentral.token.url=" + keycloak.endpoint("token"),
                "-Dcentral.token.request=form",
                "-Dcentral.client.id=" + Keycloak.CLIENT_ID,
                "-Dcentral.client.secret=" + Keycloak.CLIENT_SECRET));
    options.addAll(List.of(more));
    return ProgramRun.start(
        jdk, directory, options, List.of("--url=" + keycloak.endpoint("userinfo"), "--seconds=50"));
  }

  private void assertThatNothingFailed(ProgramRun run) {
    assertThat(run.err())
        .as(() -> "Keycloak rejected: " + keycloak.errors())
        .doesNotContain("WARN", "ERROR");
    assertThat(run.figure("requests")).isGreaterThan(50).isEqualTo(run.figure("ok"));
    assertThat(keycloak.events("USER_INFO_REQUEST_ERROR") - rejections)
        .as("the revoked token was rejected, which the program did not see")
        .isPositive();
  }

  private Void revokeTheNextTokenOf(Path file) throws IOException, InterruptedException {
    String first = accessToken(file);
    while (accessToken(file).equals(first)) {
      Thread.sleep(200); // another process is waited for, there is nothing to be notified by
    }
    String next = accessToken(file);
    Thread.sleep(KNOWN_MILLIS); // the age of the token is what counts
    keycloak.revoke(next);
    return null;
  }

  private Void revokeTheFirstToken() throws IOException, InterruptedException {
    while (keycloak.events("CLIENT_LOGIN") == grants) {
      Thread.sleep(200); // another process is waited for, there is nothing to be notified by
    }
    Thread.sleep(KNOWN_MILLIS); // the age of the token is what counts
    keycloak.revokeAllBefore(Instant.now());
    return null;
  }

  private static String accessToken(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile()).path("access_token").asText();
  }
}

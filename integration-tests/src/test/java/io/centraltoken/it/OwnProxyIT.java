package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.demo.simulator.CentralSimulator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The agent's own calls by a real proxy that asks for a password, to a token endpoint whose
 * certificate only the file of {@code central.ca.file} has. The program's requests go straight.
 */
class OwnProxyIT {
  private static final String PASSWORD = "p\u00e4ss: \"wort";

  @TempDir Path directory;

  private Path password;
  private Path keyStore;
  private Path authority;
  private Path token;
  private CentralSimulator gateway;

  @BeforeAll
  static void needSquid() {
    SquidProxy.assumeInstalled();
  }

  @BeforeEach
  void start() throws Exception {
    keyStore = GatewayKeyStore.in(directory);
    authority = GatewayKeyStore.certificate(keyStore);
    gateway = CentralSimulator.startWithTls(keyStore, Duration.ofSeconds(3));
    token = directory.resolve("token.json");
    gateway.downloadToken(token);
    password = Files.writeString(directory.resolve("proxy-password"), PASSWORD + "\n");
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  static Stream<Arguments> jdksAndSchemes() throws IOException {
    return Jdk.smallSample().stream()
        .flatMap(jdk -> Stream.of(Arguments.of(jdk, "basic"), Arguments.of(jdk, "digest")));
  }

  @ParameterizedTest
  @MethodSource("jdksAndSchemes")
  void goThroughATunnelWithAPasswordAndAPrivateAuthority(Jdk jdk, String scheme) throws Exception {
    try (SquidProxy proxy = SquidProxy.start(directory, scheme, PASSWORD)) {
      ProgramRun run = run(jdk, gateway.httpsBaseUrl(), "-Dcentral.proxy=" + proxy.address());
      assertThatTheTokenWasRefreshed(run, proxy, "CONNECT localhost:" + port());
      assertThat(proxy.challenges()).as("asked once, then remembered").isEqualTo(1);
    }
  }

  /** The password is for the proxy that the JVM's settings name, too. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#oldestAndNewest")
  void useTheProxyOfTheJvmWithAPasswordOfTheirOwn(Jdk jdk) throws Exception {
    try (SquidProxy proxy = SquidProxy.start(directory, "digest", PASSWORD)) {
      ProgramRun run =
          run(
              jdk,
              gateway.httpsBaseUrl(),
              "-Dhttps.proxyHost=127.0.0.1",
              "-Dhttps.proxyPort=" + proxy.port(),
              "-Dhttp.nonProxyHosts=");
      assertThatTheTokenWasRefreshed(run, proxy, "CONNECT localhost:" + port());
    }
  }

  @ParameterizedTest
  @MethodSource("jdksAndSchemes")
  void goThroughAProxyInTheClearWhereTheGatewaySpeaksHttp(Jdk jdk, String scheme) throws Exception {
    try (SquidProxy proxy = SquidProxy.start(directory, scheme, PASSWORD)) {
      ProgramRun run = run(jdk, gateway.baseUrl(), "-Dcentral.proxy=" + proxy.address());
      assertThatTheTokenWasRefreshed(run, proxy, "POST " + gateway.baseUrl() + "/oauth2/token");
    }
  }

  /** A wrong password, repeated, locks the account of a user in many companies. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#oldestAndNewest")
  void takeAPasswordThatIsCorrectedWhileTheProgramRuns(Jdk jdk) throws Exception {
    Files.writeString(password, "wrong\n");
    try (SquidProxy proxy = SquidProxy.start(directory, "basic", PASSWORD)) {
      Thread correction =
          new Thread(
              () -> {
                try {
                  while (proxy.challenges() < 2) { // without a password, and with the wrong one
                    Thread.sleep(50); // another process is waited for
                  }
                  Thread.sleep(3000); // in which nothing more is sent
                  assertThat(proxy.challenges()).isEqualTo(2);
                  Files.writeString(password, PASSWORD + "\n");
                } catch (IOException | InterruptedException ended) {
                  throw new IllegalStateException(ended);
                }
              });
      correction.setDaemon(true);
      correction.start();
      ProgramRun run = run(jdk, gateway.httpsBaseUrl(), "-Dcentral.proxy=" + proxy.address());
      assertThat(run.err())
          .containsOnlyOnce(
              "the proxy "
                  + proxy.address()
                  + " of central.proxy refused central.proxy.username or its password (407)")
          .contains("a corrected central.proxy.password.file needs no restart")
          .doesNotContain(PASSWORD);
      assertThat(proxy.challenges()).as("asked, refused").isEqualTo(2);
      assertThat(gateway.presentedRefreshTokens()).isNotEmpty().doesNotHaveDuplicates();
    }
  }

  /**
   * @param request method and target of each request that the proxy lets pass
   */
  private void assertThatTheTokenWasRefreshed(ProgramRun run, SquidProxy proxy, String request) {
    assertThat(run.err()).doesNotContain("WARN", "ERROR", PASSWORD);
    assertThat(run.figure("failed")).isZero();
    assertThat(gateway.presentedRefreshTokens())
        .hasSizeGreaterThanOrEqualTo(2)
        .doesNotHaveDuplicates();
    assertThat(proxy.passed())
        .as("one more where the program ended before it was used")
        .hasSizeGreaterThanOrEqualTo(gateway.presentedRefreshTokens().size())
        .containsOnly(request + " " + SquidProxy.USER);
  }

  /**
   * @param issuer where the agent gets its tokens; the program calls the gateway by http
   */
  private ProgramRun run(Jdk jdk, String issuer, String... more) throws Exception {
    List<String> options = new ArrayList<>(ProgramRun.withAgent(gateway.baseUrl(), token, more));
    options.add("-Dcentral.token.url=" + issuer + "/oauth2/token");
    options.add("-Dcentral.ca.file=" + authority);
    options.add("-Dcentral.proxy.username=" + SquidProxy.USER);
    options.add("-Dcentral.proxy.password.file=" + password);
    return ProgramRun.startUntil(
        () -> gateway.presentedRefreshTokens().size() >= 2,
        jdk,
        directory,
        options,
        "--base-url=" + gateway.baseUrl(),
        "--exit-code=7");
  }

  private int port() {
    return URI.create(gateway.httpsBaseUrl()).getPort();
  }
}

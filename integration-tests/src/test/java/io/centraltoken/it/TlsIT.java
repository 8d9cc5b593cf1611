package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.demo.simulator.ReceivedRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same over TLS, HTTP/1.1 and HTTP/2, with a private certificate in the JVM's trust store. */
@Tag("long")
class TlsIT extends TlsGateway {
  TlsIT() {
    super(Duration.ofSeconds(3));
  }

  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#sample")
  void staysAuthorised(Jdk jdk) throws Exception {
    Path token = directory.resolve("token.json");
    gateway.downloadToken(token);
    List<String> options = ProgramRun.withAgent(keyStore, gateway.httpsBaseUrl(), token);
    ProgramRun run =
        ProgramRun.startUntil(
            () -> gateway.presentedRefreshTokens().size() >= 2 && gateway.apiCalls().size() > 40,
            jdk,
            directory,
            options,
            "--base-url=" + gateway.httpsBaseUrl(),
            "--exit-code=7");

    assertThat(run.err()).doesNotContain("WARN", "ERROR");
    assertThat(run.exitCode()).isEqualTo(7);
    assertThat(run.figure("failed")).isZero();
    assertThat(run.figure("ok")).isGreaterThan(20);
    assertThat(gateway.presentedRefreshTokens())
        .hasSizeGreaterThanOrEqualTo(2)
        .doesNotHaveDuplicates();
    assertThat(gateway.received())
        .extracting(ReceivedRequest::protocol)
        .contains(jdk.feature() < 11 ? "HTTP/1.1" : "HTTP/2.0");
  }

  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#oldestAndNewest")
  void namesTheTrustStoreThatLacksTheAuthorityOfTheGateway(Jdk jdk) throws Exception {
    Path token = directory.resolve("token.json");
    gateway.downloadToken(token);
    String old =
        Files.readString(token).replaceFirst("\"created_at\" : \\d+", "\"created_at\" : 1");
    Files.writeString(token, old); // an exchange is due at once
    ProgramRun run =
        ProgramRun.start(
            jdk,
            directory,
            ProgramRun.withAgent(gateway.httpsBaseUrl(), token),
            List.of("--base-url=" + gateway.httpsBaseUrl(), "--seconds=12", "--exit-code=7"));
    assertThat(run.err())
        .as("no request of the program gets so far that it would ask for a token")
        .contains("cannot be reached (SSL", "; its certificate must be trusted by ")
        .containsPattern("trusted by \\S+cacerts");
    assertThat(gateway.presentedRefreshTokens()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.centraltoken.it.GuardsIT#withHttpClient")
  void authorisesTheHandshakeOfASecureWebSocket(Jdk jdk) throws Exception {
    // No rotation may meet the one request: its TLS handshake may outlast the settle time-out.
    gateway.tokenLifetime(Duration.ofHours(2));
    Path token = directory.resolve("token.json");
    gateway.downloadToken(token);
    List<String> options = ProgramRun.withAgent(keyStore, gateway.httpsBaseUrl(), token);
    ProgramRun run =
        ProgramRun.run(
            jdk,
            directory,
            options,
            "io.centraltoken.probe.HttpClientGuards",
            "websocket",
            gateway.httpsBaseUrl() + "/any/socket",
            "");
    assertThat(run.out()).contains("NOT OPEN"); // no server of this test speaks it
    assertThat(gateway.received())
        .filteredOn(request -> request.path().equals("/any/socket"))
        .singleElement()
        .satisfies(
            handshake -> {
              assertThat(handshake.status()).isEqualTo(200);
              assertThat(handshake.authorizations()).hasSize(1);
            });
  }
}

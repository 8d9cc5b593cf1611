package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.it.Http3Server.Answer;
import io.centraltoken.it.Http3Server.Asked;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The client of JDK 26 and later by HTTP/3; the gateway has the same port by TCP and by UDP. */
@EnabledOnOs(
    value = OS.LINUX,
    architectures = "amd64",
    disabledReason = "Netty's QUIC library is native, and the build takes that of Linux on x86-64")
class Http3IT extends TlsGateway {
  Http3IT() {
    super(Duration.ofHours(2));
  }

  static Stream<Jdk> withHttp3() throws IOException {
    return Jdk.all().stream().filter(jdk -> jdk.feature() >= 26);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("withHttp3")
  void carriesTheTokenAndLeaksNoneInARedirect(Jdk jdk) throws Exception {
    int port = URI.create(gateway.httpsBaseUrl()).getPort();
    try (Http3Server elsewhere = new Http3Server(keyStore, 0, Http3IT::ok);
        Http3Server ours =
            new Http3Server(keyStore, port, asked -> redirect(asked, elsewhere.port()))) {
      ProgramRun run = run(jdk, "/any/plain", "/redirect");
      assertThat(run.out().lines()).containsExactly("HTTP_3 200", "HTTP_3 200");
      assertThat(ours.asked()).extracting(Asked::path).containsExactly("/any/plain", "/redirect");
      assertThat(ours.asked()).allSatisfy(Http3IT::hasOneToken);
      assertThat(elsewhere.asked()).hasSize(1).allMatch(asked -> asked.authorizations().isEmpty());
    }
  }

  /** After a pause, as the token is a young one. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("withHttp3")
  void sendsAgainWhatWasRejected(Jdk jdk) throws Exception {
    int port = URI.create(gateway.httpsBaseUrl()).getPort();
    AtomicBoolean rejected = new AtomicBoolean();
    try (Http3Server ours = new Http3Server(keyStore, port, asked -> rejectOne(asked, rejected))) {
      ProgramRun run = run(jdk, "/any/post", "/any/get");
      assertThat(run.out().lines()).containsExactly("HTTP_3 200", "HTTP_3 200");
      assertThat(ours.asked()).extracting(Asked::status).containsExactly(401, 200, 200);
      assertThat(ours.asked()).extracting(Asked::bodyLength).containsExactly(3000, 3000, 0);
      assertThat(ours.asked()).allSatisfy(Http3IT::hasOneToken);
    }
  }

  private ProgramRun run(Jdk jdk, String... paths) throws Exception {
    Path token = directory.resolve("token.json");
    gateway.downloadToken(token);
    List<String> options = ProgramRun.withAgent(keyStore, gateway.httpsBaseUrl(), token);
    String[] urls =
        Stream.of(paths).map(path -> gateway.httpsBaseUrl() + path).toArray(String[]::new);
    ProgramRun run =
        ProgramRun.run(jdk, directory, options, "io.centraltoken.probe.HttpClientOverHttp3", urls);
    assertThat(run.err()).doesNotContain("ERROR", "Exception");
    return run;
  }

  private static Answer ok(Asked asked) {
    return new Answer(200, "content-type", "application/json");
  }

  private static Answer redirect(Asked asked, int port) {
    return asked.path().equals("/redirect")
        ? new Answer(307, "location", "https://localhost:" + port + "/elsewhere")
        : ok(asked);
  }

  private static Answer rejectOne(Asked asked, AtomicBoolean rejected) {
    return rejected.getAndSet(true)
        ? ok(asked)
        : new Answer(401, "www-authenticate", "Bearer error=\"invalid_token\"");
  }

  private static void hasOneToken(Asked asked) {
    assertThat(asked.authorizations()).hasSize(1).allMatch(value -> value.startsWith("Bearer "));
  }
}

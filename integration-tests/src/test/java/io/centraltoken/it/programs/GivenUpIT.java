package io.centraltoken.it.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.it.Jdk;
import io.centraltoken.it.LogText;
import io.centraltoken.it.ProgramRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A POST with HttpURLConnection that ends while the agent waits for a token on its behalf. */
class GivenUpIT {
  @TempDir Path directory;

  private TokenFile tokens;
  private OneRejectionGateway gateway;

  @BeforeEach
  void start() throws IOException {
    tokens = new TokenFile(directory.resolve("token.json"));
    gateway = new OneRejectionGateway(tokens);
  }

  @AfterEach
  void stop() throws IOException {
    gateway.close();
  }

  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#oldestNewestAnd17")
  void endsWithAnIoExceptionWhereItIsDisconnectedWhileHeld(Jdk jdk) throws Exception {
    tokens.expire();
    ProgramRun run = run(jdk, "buffered", gateway.waits());
    assertThat(run.out()).contains("POST java.net.SocketException", "GET 200");
    assertThat(gateway.received()).containsExactly("/after Bearer access-3");
  }

  /** It must not be sent again by somebody whom its program has told to stop. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#oldestNewestAnd17")
  void isNotSentAgainWhereItIsDisconnectedAfterARejection(Jdk jdk) throws Exception {
    tokens.age();
    gateway.reject();
    ProgramRun run = run(jdk, "buffered", gateway.waits());
    assertThat(run.out()).contains("POST java.net.SocketException", "GET 200");
    assertThat(gateway.received())
        .containsExactly("/post Bearer access-2", "/after Bearer access-3");
  }

  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#oldestNewestAnd17")
  void tellsThatItCouldNotConnectForTheSecondTime(Jdk jdk) throws Exception {
    for (String streaming : List.of("buffered", "fixed", "chunked")) {
      gateway.close();
      start();
      gateway.leaveAfterRejection();
      ProgramRun run = run(jdk, streaming);
      assertThat(run.out()).as(streaming).contains("POST java.net.ConnectException");
    }
  }

  /** The JDK gives it up by itself; the next request must not meet the same rejection. */
  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#oldestNewestAnd17")
  void refreshesTheTokenOfARequestWhoseBodyWasNotAskedFor(Jdk jdk) throws Exception {
    tokens.age();
    gateway.reject();
    ProgramRun run = run(jdk, "expects", gateway.waits());
    assertThat(run.out()).contains("POST java.net.ProtocolException", "GET 200");
    assertThat(gateway.received())
        .containsExactly("/post Bearer access-2", "/after Bearer access-3");
  }

  private ProgramRun run(Jdk jdk, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(gateway.url()));
    all.addAll(Arrays.asList(arguments));
    ProgramRun run =
        ProgramRun.run(
            jdk,
            directory,
            ProgramRun.withAgent(gateway.url(), tokens.path()),
            "io.centraltoken.probe.GivenUp",
            all.toArray(new String[0]));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).doesNotContain(LogText.HOOK_FAILED);
    return run;
  }
}

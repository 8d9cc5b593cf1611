package io.centraltoken.it.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.it.GatewayKeyStore;
import io.centraltoken.it.Jdk;
import io.centraltoken.it.ProgramRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Uploads by HTTP/2 whose stream is reset with the rejection, when a part of the body is out. Java
 * 11 and 17 wait for their time-out then: they do not look at a response before the body has gone.
 */
class Http2RejectionIT {
  @TempDir Path directory;

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("jdks")
  void sendsTheWholeBodyAgainThoughTheJdkHasReadAPart(Jdk jdk) throws Exception {
    Path keyStore = GatewayKeyStore.in(directory);
    TokenFile tokens = new TokenFile(directory.resolve("token.json"));
    try (Http2Gateway gateway = new Http2Gateway(keyStore, tokens)) {
      ProgramRun run =
          ProgramRun.run(
              jdk,
              directory,
              ProgramRun.withAgent(keyStore, gateway.url(), tokens.path()),
              "io.centraltoken.probe.HttpClientUpload",
              gateway.url() + "/upload",
              "300000");
      assertThat(run.err()).doesNotContain("ERROR", "Exception");
      assertThat(run.out().lines()).containsExactly("300000 bytes: 200");
      assertThat(gateway.received())
          .containsExactly("401 Bearer access-1", "200 Bearer access-2 300000");
    }
  }

  static Stream<Jdk> jdks() throws IOException {
    return Jdk.all().stream().filter(jdk -> jdk.feature() >= 21);
  }
}

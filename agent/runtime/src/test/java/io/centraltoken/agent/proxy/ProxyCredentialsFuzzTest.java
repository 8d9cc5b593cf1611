package io.centraltoken.agent.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Whatever a proxy sends in Proxy-Authenticate: an answer for a header field, or none. */
class ProxyCredentialsFuzzTest {
  /**
   * @param content fields, a line each
   */
  @FuzzTest(maxDuration = "1m")
  void giveAnAnswerThatFitsIntoAHeaderField(byte[] content) {
    ProxyCredentials credentials = new ProxyCredentials("user", () -> "MARKER");
    String fields = new String(content, StandardCharsets.ISO_8859_1).replace("\r", "");
    List<String> challenges = Arrays.asList(fields.split("\n"));
    credentials.choose(challenges);
    String answer = credentials.authorization("CONNECT", "gateway.example:443");
    if (answer != null) {
      assertThat(answer).startsWith(answer.startsWith("Basic ") ? "Basic " : "Digest username=");
      assertThat(answer).doesNotContain("MARKER", "\n", "\r");
    }
  }
}

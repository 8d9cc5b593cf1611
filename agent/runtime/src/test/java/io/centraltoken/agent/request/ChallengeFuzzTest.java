package io.centraltoken.agent.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.centraltoken.agent.config.SettingException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whatever stands in the fields of a 401: a rejected token or not, and no exception. */
class ChallengeFuzzTest {
  /**
   * @param content the query of the request, then fields, a line each; one without a colon has no
   *     name, as the JDK gives a status line
   */
  @FuzzTest(maxDuration = "1m")
  void tellsWhetherTheTokenWasRejected(byte[] content) throws Exception {
    String[] lines = new String(content, StandardCharsets.ISO_8859_1).split("\n");
    Map<String, List<String>> answer = new HashMap<>();
    boolean rejected = false;
    boolean withoutToken = false;
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      String name = colon < 0 ? null : lines[i].substring(0, colon);
      answer.computeIfAbsent(name, none -> new ArrayList<>()).add(lines[i].substring(colon + 1));
      boolean isChallenge = lines[i].toLowerCase(Locale.ROOT).startsWith("www-authenticate:");
      rejected |= isChallenge && lines[i].contains("invalid_token");
      withoutToken |= isChallenge && lines[i].contains("Bearer realm=\"service\"");
    }
    assertRejected(lines.length == 0 ? "" : lines[0], answer, rejected);
    RecordedRequests events = new RecordedRequests();
    TestGateway.policy("central.replay=true")
        .rejectedElsewhere(new URL("https://alias.example/"), answer, events);
    assertThat(events.events()).hasSize(withoutToken ? 1 : 0);
  }

  private static void assertRejected(
      String query, Map<String, List<String>> answer, boolean isRejected) throws SettingException {
    GatewayPolicy policy = TestGateway.policy("central.query.token=replace");
    assertThat(policy.isTokenRejection(query, answer)).isEqualTo(isRejected);
    boolean countsTheHeader = !query.contains("access_token") && !query.contains("%");
    boolean otherwise = TestGateway.policy("central.replay=true").isTokenRejection(query, answer);
    assertThat(otherwise).isIn(isRejected, false);
    if (countsTheHeader) {
      assertThat(otherwise).isEqualTo(isRejected);
    }
  }
}

package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code status --pid}: what a running JVM says, asked from another one. */
class LiveStatusIT extends DownloadedToken {
  private CommandRun text;
  private CommandRun json;

  LiveStatusIT() {
    super(Duration.ofHours(2));
  }

  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#oldestAndNewest")
  void showsWhatARunningProgramDoes(Jdk jdk) throws Exception {
    ProgramRun run =
        ProgramRun.startUntil(
            () -> hasAnswered(jdk),
            jdk,
            directory,
            ProgramRun.withAgent(gateway.baseUrl(), token),
            "--base-url=" + gateway.baseUrl());
    assertThat(run.err()).doesNotContain(LogText.HOOK_FAILED);
    assertThat(text.out())
        .containsPattern("State +VALID")
        .containsPattern("Token +[0-9a-f]{8}, generation 0")
        .containsPattern("Access token +1 h 5[0-9] min left")
        .containsPattern("Last exchange +none\n")
        .containsPattern("Quota +4999 of 5000 calls left until 00:00 GMT, 6 left in the second")
        .containsPattern("Requests +[1-9][0-9]* with the token, [0-9]+ held, 0 sent again, 0 not")
        .containsPattern("Hooks +.*HttpURLConnection");
    assertThat(text.out().lines()).allMatch(line -> line.length() <= 80);
    JsonNode values = new ObjectMapper().readTree(json.out());
    assertThat(values.get("state").textValue()).isEqualTo("VALID");
    assertThat(values.get("injected").longValue()).isPositive();
    assertThat(values.get("quotaRemainingDay").longValue()).isEqualTo(4999);
    assertThat(values.get("lastRefreshTime").isNull()).isTrue();
    assertThat(values.get("refreshes").isObject()).isTrue();
    assertThat(values.get("hooks").isArray()).isTrue();
    assertThat(text.err() + json.err()).isEmpty();
  }

  /** Not before the agent has registered its MXBean, and has read the quota. */
  private boolean hasAnswered(Jdk jdk) throws IOException {
    String pid =
        ProcessHandle.current()
            .descendants()
            .filter(process -> process.info().commandLine().orElse("").contains(token.toString()))
            .map(process -> String.valueOf(process.pid()))
            .findFirst()
            .orElseThrow();
    text = status(jdk, "--pid=" + pid);
    if (text.exitCode() != 0 || text.out().contains("not known")) {
      return false;
    }
    json = status(jdk, "--pid=" + pid, "--json");
    return json.exitCode() == 0;
  }

  @Test
  void saysWhyItCannotAsk() throws Exception {
    Jdk jdk = Jdk.oldestAndNewest().get(0);
    String self = String.valueOf(ProcessHandle.current().pid());
    CommandRun withoutAgent = status(jdk, "--pid=" + self);
    assertThat(withoutAgent.exitCode()).isOne();
    assertThat(withoutAgent.err().lines())
        .singleElement()
        .asString()
        .contains("process " + self + " has no MXBean of the agent");
    CommandRun none = status(jdk, "--pid=2147483647");
    assertThat(none.exitCode()).isOne();
    assertThat(none.err().lines())
        .singleElement()
        .asString()
        .contains("cannot ask process 2147483647: ", "run the command as its user");
    CommandRun wrong = status(jdk, "--pid=" + self, "--format=nagios");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("with --pid the format is text or json");
  }

  private static CommandRun status(Jdk jdk, String... more) throws IOException {
    List<String> words = new ArrayList<>(List.of("status"));
    words.addAll(List.of(more));
    try {
      return CommandRun.of(jdk, words);
    } catch (InterruptedException failure) {
      throw new AssertionError(failure);
    }
  }
}

package io.centraltoken.agent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people put into the token file, and what they are told. */
class TokenDocumentTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[ 1 ]|no JSON object (line 1, column 2)",
        "{'access_token': 'MARKER'}|no JSON object (line 1, column 2)",
        "eyJhbGciOi|no JSON object (line 1, column 1)",
      })
  void saysWhereItIsNoObject(String content, String complaint) {
    assertThatThrownBy(() -> parse(content))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(complaint);
  }

  @Test
  void saysInWhichLine() {
    assertThatThrownBy(() -> parse("{\n  \"access_token\": \"a\"\n  \"b\": 1}"))
        .hasMessage("no JSON object (line 3, column 3)");
  }

  @ParameterizedTest
  @CsvSource({"token, '\"token\"'", "central_info, '\"central_info\"'", "'a b', another object"})
  void saysThatTheTokenIsInsideAnotherObject(String name, String shown) {
    String content = "{\"" + name + "\": {\"access_token\": \"a\", \"refresh_token\": \"MARKER\"}}";
    assertThatThrownBy(() -> parse(content).pair())
        .hasMessage(
            "no token as Download Token gives it: the token is inside "
                + shown
                + "; put that object alone into the file");
  }

  @Test
  void keepsTheDigitsOfNumbersThatItDoesNotKnow() throws Exception {
    String content = "{\"refresh_token\": \"r\", \"x\": [1e76420400000, {\"y\": -0.10}]}";
    TokenDocument document = parse(content);
    byte[] successor =
        TokenDocument.successor(
            content.getBytes(StandardCharsets.UTF_8), null, document.previous(), document.notes());
    assertThat(new String(successor, StandardCharsets.UTF_8).replaceAll("\\s", ""))
        .contains("\"x\":[1e76420400000,{\"y\":-0.10}]");
  }

  private static TokenDocument parse(String content) {
    return TokenDocument.parse(content.getBytes(StandardCharsets.UTF_8));
  }
}

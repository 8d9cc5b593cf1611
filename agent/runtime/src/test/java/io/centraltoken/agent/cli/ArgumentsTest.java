package io.centraltoken.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
  private static final List<Option> OPTIONS = new StatusCommand().options();

  @Test
  void takesAnOptionForTheSettingOfThisName() throws UsageException {
    Arguments arguments =
        Arguments.parse(
            List.of("--token-file=/a=b", "--client-id", "me", "--json"), OPTIONS, false);
    assertThat(arguments.settings())
        .containsOnly(
            Map.entry("central.token.file", "/a=b"), Map.entry("central.client.id", "me"));
    assertThat(arguments.has("json")).isTrue();
    assertThat(arguments.has("watch")).isFalse();
  }

  @Test
  void leavesWhatStandsBehindTwoDashesToTheOtherCommand() throws UsageException {
    Arguments arguments =
        Arguments.parse(
            List.of("--variable=T", "--", "sh", "--version", "--"),
            new RunCommand().options(),
            true);
    assertThat(arguments.value("variable")).isEqualTo("T");
    assertThat(arguments.rest()).containsExactly("sh", "--version", "--");
  }

  @ParameterizedTest
  @CsvSource({
    "now, 'now' is no option; options begin with --",
    "-h, '-h' is no option; options begin with --",
    "--, '--' is no option; options begin with --",
    "--json=yes, --json takes no value",
    "--token-file, --token-file has no value; write --token-file=...",
    "--tokenfile=a, there is no option --tokenfile; the nearest is --token-file",
    "--format, --format has no value; write --format=..."
  })
  void saysWhatIsWrong(String word, String message) {
    assertThatThrownBy(() -> Arguments.parse(List.of(word), OPTIONS, false))
        .isInstanceOf(UsageException.class)
        .hasMessage(message);
  }

  @Test
  void takesNoOtherOptionForAValue() {
    assertThatThrownBy(() -> Arguments.parse(List.of("--token-file", "--json"), OPTIONS, false))
        .hasMessage("--token-file has no value; write --token-file=...");
  }
}

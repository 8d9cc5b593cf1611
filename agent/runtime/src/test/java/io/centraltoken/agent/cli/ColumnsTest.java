package io.centraltoken.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {
  @Test
  void breaksLinesBetweenWordsBeforeTheEndOfTheTerminal() {
    String words = "word ".repeat(40).trim();
    String[] lines = print("title", 10, words).split("\n");
    assertThat(lines).hasSize(3);
    assertThat(lines[0]).startsWith("title     word");
    assertThat(lines[1]).startsWith("          word");
    assertThat(lines).allMatch(line -> line.length() <= 80);
    assertThat(String.join(" ", lines).replaceAll(" +", " ")).isEqualTo("title " + words);
  }

  @Test
  void cutsNoWord() {
    String path = "/a".repeat(60);
    assertThat(print("", 4, "file " + path)).isEqualTo("    file\n    " + path + "\n");
  }

  @Test
  void givesALongTitleALineOfItsOwn() {
    assertThat(print("a long title", 4, "text")).isEqualTo("a long title\n    text\n");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 s",
    "PT59.9S, 59 s",
    "PT60S, 1 min",
    "PT59M59S, 59 min",
    "PT1H, 1 h 0 min",
    "PT23H59M, 23 h 59 min",
    "P13DT5H, 13 d 5 h"
  })
  void showsTimesInTheirTwoLargestUnits(Duration time, String text) {
    assertThat(Times.of(time)).isEqualTo(text);
  }

  private static String print(String title, int indent, String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Columns.print(new PrintStream(bytes, true, StandardCharsets.UTF_8), title, indent, text);
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}

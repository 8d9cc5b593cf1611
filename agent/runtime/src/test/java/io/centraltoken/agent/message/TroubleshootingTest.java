package io.centraltoken.agent.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the agent says is in docs/troubleshooting.md, and nothing that it does not say. */
class TroubleshootingTest {
  private static final Pattern FIRST_CELL =
      Pattern.compile("^\\| (`.*?`.*?) \\|", Pattern.MULTILINE);
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** A line for people that begins with a text. */
  private static final Pattern SAID =
      Pattern.compile("(?:log\\.(?:warn|error)|errorOnce|warnOnce)\\(\\s*\"([^\"]{12,})\"");

  /** Parts of a message are joined in the sources by plus signs. */
  private static final Pattern JOINT = Pattern.compile("\"\\s*\\+\\s*\"");

  private static final int ENOUGH = 30;

  private final String page;
  private final String sources;

  TroubleshootingTest() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("docs/troubleshooting.md"))) {
      root = root.getParent();
    }
    page = Files.readString(root.resolve("docs/troubleshooting.md"));
    try (Stream<Path> files = Files.walk(root.resolve("agent"))) {
      sources =
          files
              .filter(file -> file.toString().matches(".*[/\\\\]src[/\\\\]main[/\\\\].*\\.java"))
              .map(TroubleshootingTest::joined)
              .collect(Collectors.joining("\n"));
    }
  }

  private static String joined(Path file) {
    try {
      return JOINT.matcher(Files.readString(file)).replaceAll("");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void namesEachLineThatBeginsWithAText() {
    List<String> said =
        SAID.matcher(sources).results().map(line -> line.group(1)).distinct().toList();
    assertThat(said).hasSizeGreaterThan(10);
    assertThat(said.stream().map(TroubleshootingTest::start))
        .allSatisfy(start -> assertThat(page.contains(start)).as(start).isTrue());
  }

  private static String start(String line) {
    String text = line.replaceFirst("^token refresh failed: ", "");
    return text.substring(0, Math.min(ENOUGH, text.length())).replaceFirst("[ (:]+$", "");
  }

  @Test
  void namesNoLineThatIsNeverWritten() {
    List<String> cells = FIRST_CELL.matcher(page).results().map(cell -> cell.group(1)).toList();
    assertThat(cells).hasSizeGreaterThan(30);
    for (String cell : cells) {
      Matcher code = CODE.matcher(cell);
      while (code.find()) {
        for (String part : code.group(1).split("…|\\(…\\)")) {
          assertThat(sources.contains(part.trim())).as(cell).isTrue();
        }
      }
    }
  }
}

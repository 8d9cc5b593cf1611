package io.centraltoken.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** Whatever people write: settings, or one line that can be shown. */
class SettingsFuzzTest {
  private static final Path FILE = temporaryFile();

  /**
   * @param content of a properties file, and of agent arguments
   */
  @FuzzTest(maxDuration = "1m")
  void givesSettingsOrOneLine(byte[] content) throws IOException {
    Files.write(FILE, content);
    Properties properties = new Properties();
    properties.setProperty("central.client.secret", "MARKER-SECRET");
    properties.setProperty("central.config.file", FILE.toString());
    read(null, properties);
    read(new String(content, StandardCharsets.ISO_8859_1), properties);
  }

  private static void read(String arguments, Properties properties) {
    try {
      SettingSources sources = SettingSources.of(arguments, properties, Map.of());
      Settings.isEnabled(sources);
      Settings settings = new Settings(sources.withFile(null));
      settings.warnings().forEach(SettingsFuzzTest::requireOneLine);
      requireOneLine(settings.toString());
    } catch (SettingException wrong) {
      requireOneLine(wrong.getMessage());
    }
  }

  private static void requireOneLine(String line) {
    assertThat(line.chars().noneMatch(Character::isISOControl)).as(line).isTrue();
    assertThat(line).doesNotContain("MARKER");
  }

  private static Path temporaryFile() {
    try {
      Path file = Files.createTempFile("settings", ".properties");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException noFolder) {
      throw new UncheckedIOException(noFolder);
    }
  }
}

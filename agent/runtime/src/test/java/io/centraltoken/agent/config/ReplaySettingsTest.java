package io.centraltoken.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplaySettingsTest {
  @ParameterizedTest
  @CsvSource({"0, 0", "65536, 65536", "64KiB, 65536", "2MiB, 2097152", "1024MiB, 1073741824"})
  void readsSizes(String text, long bytes) throws SettingException {
    assertThat(read(text).requests().replayBuffer()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "much", "1GiB", "-1", "1025MiB", "9223372036854775807KiB", "1.5MiB"})
  void saysWhatIsWrongWithASize(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("central.replay.buffer");
  }

  private static Settings read(String size) throws SettingException {
    Properties properties = new Properties();
    properties.setProperty("central.base.url", "https://gateway.example");
    properties.setProperty("central.token.file", "token.json");
    properties.setProperty("central.client.id", "the-client");
    properties.setProperty("central.client.secret", "secret");
    properties.setProperty("central.replay.buffer", size);
    return new Settings(SettingSources.of(null, properties, Map.of()));
  }
}

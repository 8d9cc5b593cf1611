package io.centraltoken.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestSettingsTest {
  @ParameterizedTest
  @CsvSource({"0, 0", "65536, 65536", "64KiB, 65536", "2MiB, 2097152", "1024MiB, 1073741824"})
  void readsSizes(String text, long bytes) throws SettingException {
    assertThat(read(text).requests().replayBuffer()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"much", "1GiB", "-1", "1025MiB", "9223372036854775807KiB", "1.5MiB"})
  void saysWhatIsWrongWithASize(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("central.replay.buffer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"com.example.HttpConnection", "Connection", "a.B$C"})
  void readsClassNames(String name) throws SettingException {
    assertThat(read("central.http.connection.class", name).requests().connectionClass())
        .isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"com/example/X", "com..X", ".X", "X.", "1X", "a-b"})
  void saysWhatIsWrongWithAClassName(String name) {
    assertThatThrownBy(() -> read("central.http.connection.class", name))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("central.http.connection.class");
  }

  private static Settings read(String size) throws SettingException {
    return read("central.replay.buffer", size);
  }

  private static Settings read(String key, String value) throws SettingException {
    Properties properties = new Properties();
    properties.setProperty("central.base.url", "https://gateway.example");
    properties.setProperty("central.token.file", "token.json");
    properties.setProperty("central.client.id", "the-client");
    properties.setProperty("central.client.secret", "secret");
    properties.setProperty(key, value);
    return new Settings(SettingSources.of(null, properties, Map.of()));
  }
}

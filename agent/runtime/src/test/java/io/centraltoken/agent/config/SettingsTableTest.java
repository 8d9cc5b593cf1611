package io.centraltoken.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README is the contract that people read: its table says what the code does. */
class SettingsTableTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| `(central[a-z.]+)` \\| (.*?) \\| (.*) \\|$", Pattern.MULTILINE);

  private final Map<String, String> defaults = new TreeMap<>();
  private final String readme;

  SettingsTableTest() throws IOException {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("README.md"))) {
      folder = folder.getParent();
    }
    readme = Files.readString(folder.resolve("README.md"));
    Matcher row = ROW.matcher(readme);
    while (row.find()) {
      defaults.put(row.group(1), row.group(2));
    }
  }

  @Test
  void namesEachSettingThatHasAnEffectAndNoOther() {
    assertThat(defaults.keySet()).containsExactlyInAnyOrder(SettingKeys.SUPPORTED);
  }

  @Test
  void namesTheDefaultsOfTheCode() throws Exception {
    Settings settings =
        new Settings(
            SettingSources.of(
                "central.base.url=https://g.example,central.token.file=t,central.client.id=i,central.client.secret=s",
                new Properties(),
                Map.of()));
    assertDefault("central.token.request", settings.tokenRequest());
    assertDefault("central.hold.timeout", settings.requests().holdTimeout().toSeconds() + "s");
    assertDefault("central.settle.timeout", settings.requests().settleTimeout().toMillis() + "ms");
    assertDefault("central.wait.timeout", settings.requests().waitTimeout().toSeconds() + "s");
    assertDefault("central.connect.timeout", settings.calls().connectTimeout().toSeconds() + "s");
    assertDefault("central.read.timeout", settings.calls().readTimeout().toSeconds() + "s");
    assertDefault(
        "central.own.authorization",
        settings.requests().isOwnAuthorizationKept() ? "keep" : "replace");
    assertDefault("central.replay", String.valueOf(settings.requests().isReplaying()));
    assertDefault("central.replay.buffer", (settings.requests().replayBuffer() >> 20) + "MiB");
    assertThat(settings.requests().connectionClass()).isNull();
    assertDefault("central.log.level", settings.logLevel());
    assertThat(settings.logFile()).isNull();
    assertThat(settings.refreshAhead()).isNull();
    assertThat(settings.tokenUrl()).hasToString("https://g.example/oauth2/token");
  }

  @Test
  void namesEachPublicCluster() {
    for (String cluster : (Clusters.names(false) + ", " + Clusters.names(true)).split(", ")) {
      assertThat(readme).contains("`" + cluster + "`");
    }
  }

  private void assertDefault(String key, String value) {
    assertThat(defaults.get(key)).as(key).isEqualTo("`" + value + "`");
  }
}

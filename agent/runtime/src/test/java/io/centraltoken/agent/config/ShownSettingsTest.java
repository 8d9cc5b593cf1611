package io.centraltoken.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ShownSettingsTest {
  @Test
  void showsEachWithItsSourceAndNoSecret() {
    Properties properties = new Properties();
    properties.setProperty("central.client.secret", "hidden1");
    properties.setProperty("central.base.url", "https://user:hidden2@host/");
    SettingSources sources =
        SettingSources.ofOptions(
            Map.of("central.token.file", "t\u001b.json", "central.proxy.password", "hidden3"),
            properties,
            Map.of("CENTRAL_PASSWORD", "hidden4", "CENTRAL_CLIENT_ID", "me"));
    assertThat(ShownSettings.of(sources))
        .containsExactly(
            "central.base.url=https://********@host/ (system property)",
            "central.client.id=me (environment variable CENTRAL_CLIENT_ID)",
            "central.client.secret=******** (system property)",
            "central.token.file=(not usable) (central.token.file (option of the command line): it"
                + " holds a control character, \\u001b; write it on one line, without tabs)",
            "central.password=******** (environment variable CENTRAL_PASSWORD)",
            "central.proxy.password=******** (option of the command line)");
  }
}

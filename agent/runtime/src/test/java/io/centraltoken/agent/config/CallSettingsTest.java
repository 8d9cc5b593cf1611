package io.centraltoken.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallSettingsTest {
  private final Properties properties = new Properties();

  @TempDir Path directory;

  @BeforeEach
  void withAGateway() {
    properties.setProperty("central.base.url", "https://gateway.example");
    properties.setProperty("central.token.file", "token.json");
    properties.setProperty("central.client.id", "the-client");
    properties.setProperty("central.client.secret", "MARKER-SECRET");
  }

  @Test
  void haveNoProxyOfTheirOwnByDefault() throws Exception {
    assertThat(read().proxy()).isNull();
    assertThat(read().proxyUsername()).isNull();
    assertThat(read().caFile()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "proxy.example:3128, proxy.example:3128",
    "http://proxy.example:3128, proxy.example:3128",
    "HTTP://proxy.example:3128/, proxy.example:3128",
    "my_proxy:1, my_proxy:1",
    "10.0.0.1:65535, 10.0.0.1:65535",
    "[::1]:3128, ::1:3128"
  })
  void takeAProxyAsPeopleWriteIt(String value, String proxy) throws Exception {
    properties.setProperty("central.proxy", value);
    HostAndPort read = read().proxy();
    assertThat(read).hasToString(proxy);
    assertThat(read.host() + ":" + read.port()).isEqualTo(proxy);
  }

  @ParameterizedTest
  @CsvSource({
    "proxy.example, it has no port",
    ":3128, it has no port",
    "[::1], it has no port",
    "::1:3128, it is not a host and port",
    "proxy.example:, it is not a host and port",
    "proxy.example:0, it is not a host and port",
    "proxy.example:65536, it is not a host and port",
    "proxy.example:http, it is not a host and port",
    "proxy.example:3128/path, it is not a host and port",
    "a host:3128, it is not a host and port",
    "/:3128, it is not a host and port",
    "?a:3128, it is not a host and port",
    "https://proxy.example:3128, it is not the URL of an HTTP proxy",
    "socks5://proxy.example:3128, it is not the URL of an HTTP proxy",
    "http://user:MARKER@proxy.example:3128, it holds a user name"
  })
  void sayWhatIsWrongWithAProxy(String value, String wrong) {
    properties.setProperty("central.proxy", value);
    assertThatThrownBy(this::read)
        .hasMessageStartingWith("central.proxy (system property): " + wrong + "; write host:port")
        .hasMessageNotContaining("MARKER");
  }

  @Test
  void wantTheNameAndThePasswordOfAProxyTogether() throws Exception {
    properties.setProperty("central.proxy.username", "user");
    assertThatThrownBy(this::read)
        .hasMessage(
            "central.proxy.password: it is missing; name a file that holds it, -Dcentral.proxy.password.file=...");
    Path password = Files.writeString(directory.resolve("password"), "MARKER-PROXY\n");
    properties.setProperty("central.proxy.password.file", password.toString());
    assertThat(read().proxyPassword().get()).isEqualTo("MARKER-PROXY");
    assertThat(read().toString()).doesNotContain("MARKER");
    properties.setProperty("central.proxy.username", "user:name");
    assertThatThrownBy(this::read).hasMessageContaining("it has a colon");
    properties.remove("central.proxy.username");
    assertThatThrownBy(this::read)
        .hasMessage(
            "central.proxy.username: it is missing; set it, or remove central.proxy.password");
  }

  @ParameterizedTest
  @CsvSource({
    "-----BEGIN PRIVATE KEY-----, holds no certificate in PEM; it must hold",
    "'', holds no certificate in PEM; it must hold",
    "0\u00820, 'is not in UTF-8; it must be PEM: convert DER by openssl x509 -inform der, a key store by'",
    "\u00ff\u00fe-, 'is in UTF-16, as PowerShell''s > writes it; it must be PEM'"
  })
  void sayWhatIsWrongWithAFileOfAuthorities(String content, String wrong) throws Exception {
    Path file = Files.writeString(directory.resolve("ca"), content, StandardCharsets.ISO_8859_1);
    properties.setProperty("central.ca.file", file.toString());
    assertThatThrownBy(this::read)
        .hasMessageStartingWith("central.ca.file (system property): " + file + " " + wrong);
  }

  @Test
  void takeAFileOfAuthorities() throws Exception {
    Path file = directory.resolve("ca.pem");
    properties.setProperty("central.ca.file", file.toString());
    assertThatThrownBy(this::read).hasMessageContaining(file + " cannot be read; it must hold");
    Files.writeString(file, "# ours\n-----BEGIN CERTIFICATE-----\n");
    assertThat(read().caFile()).isEqualTo(file.toFile());
  }

  private CallSettings read() throws SettingException {
    return new Settings(SettingSources.of(null, properties, Map.of())).calls();
  }
}

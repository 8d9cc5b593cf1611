package io.centraltoken.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrantSettingsTest {
  private final Properties properties = new Properties();

  @TempDir Path directory;

  @BeforeEach
  void withoutAnyToken() {
    properties.setProperty("central.base.url", "https://gateway.example");
    properties.setProperty("central.client.id", "the-client");
    properties.setProperty("central.client.secret", "MARKER-SECRET");
  }

  @Test
  void needsATokenFile() {
    assertThatThrownBy(this::read).hasMessageStartingWith("central.token.file");
  }

  @Test
  void logsInOnlyWhereAUserIsNamed() throws Exception {
    properties.setProperty("central.token.file", "token.json");
    properties.setProperty("central.token.seed", "/seed.json");
    assertThat(read().grant().hasLogin()).isFalse();
    assertThat(read().grant().tokenFile()).isEqualTo(new File("token.json").getAbsoluteFile());
    assertThat(read().grant().tokenSeed()).isEqualTo(new File("/seed.json"));
    assertThat(read().grant())
        .hasToString("GrantSettings[" + new File("token.json").getAbsoluteFile() + "]");
  }

  @Test
  void takesTheTokenFileForSharedUnlessTheSettingSaysOtherwise() throws Exception {
    properties.setProperty("central.token.file", "token.json");
    assertThat(read().grant().isTokenFileShared()).isTrue();
    properties.setProperty("central.token.shared", "false");
    assertThat(read().grant().isTokenFileShared()).isFalse();
  }

  @Test
  void wantsTheWholeLoginOrNone() throws Exception {
    properties.setProperty("central.token.file", "token.json");
    properties.setProperty("central.username", "user");
    assertThatThrownBy(this::read).hasMessageStartingWith("central.password");
    Path password = Files.writeString(directory.resolve("password"), "MARKER-PASSWORD\n");
    properties.setProperty("central.password.file", password.toString());
    assertThatThrownBy(this::read).hasMessageStartingWith("central.customer.id");
    properties.setProperty("central.customer.id", "customer");
    assertThat(read().grant().password().get()).isEqualTo("MARKER-PASSWORD");
    assertThat(read().grant().username()).isEqualTo("user");
    assertThat(read().grant().customerId()).isEqualTo("customer");
    assertThat(read().toString() + read().grant()).doesNotContain("MARKER");
    properties.remove("central.username");
    assertThatThrownBy(this::read).hasMessageStartingWith("central.username");
  }

  @Test
  void keepsClientCredentialsInMemory() throws Exception {
    properties.setProperty("central.grant", "client_credentials");
    Settings settings = read();
    assertThat(settings.grant().isClientCredentials()).isTrue();
    assertThat(settings.grant().tokenFile()).isNull();
    assertThat(settings.tokenRequest()).isEqualTo("form");
    assertThat(settings.warnings()).isEmpty();
    assertThat(settings.tokenUrl()).hasToString("https://sso.common.cloud.hpe.com/as/token.oauth2");
    properties.setProperty("central.token.url", "https://sso.example/token");
    properties.setProperty("central.token.file", "token.json");
    assertThat(read().warnings())
        .containsExactly("central.token.file has no effect with central.grant=client_credentials");
  }

  @Test
  void asksTheIssuerOfAWorkspace() throws Exception {
    properties.setProperty("central.workspace.id", "0123456789abcdef0123456789abcdef");
    properties.setProperty("central.token.file", "token.json");
    assertThat(read().warnings())
        .containsExactly(
            "central.workspace.id (system property) has no effect without central.grant=client_credentials");
    properties.remove("central.token.file");
    properties.setProperty("central.grant", "client_credentials");
    assertThat(read().tokenUrl())
        .hasToString(
            "https://global.api.greenlake.hpe.com/authorization/v2/oauth2/0123456789abcdef0123456789abcdef/token");
    properties.setProperty("central.token.url", "https://sso.example/token");
    assertThat(read().tokenUrl()).hasToString("https://sso.example/token");
    assertThat(read().warnings())
        .containsExactly(
            "central.workspace.id (system property) has no effect beside central.token.url");
    properties.remove("central.token.url");
    properties.setProperty("central.workspace.id", "a/../b");
    assertThatThrownBy(this::read)
        .hasMessage(
            "central.workspace.id (system property): it is not a workspace ID: a/../b;"
                + " copy it from Manage Workspace in HPE GreenLake");
  }

  @Test
  void knowsTheClustersOfNewCentral() throws Exception {
    properties.remove("central.base.url");
    properties.setProperty("central.grant", "client_credentials");
    properties.setProperty("central.cluster", "DE-1");
    assertThat(read().origin()).hasToString("https://de1.api.central.arubanetworks.com");
    properties.setProperty("central.cluster", "cn1");
    assertThat(read().origin()).hasToString("https://cn1.api.central.arubanetworks.com.cn");
    properties.setProperty("central.cluster", "eu-1");
    assertThatThrownBy(this::read)
        .hasMessageStartingWith(
            "central.cluster (system property): there is no public cluster eu-1 of New Central; write one of us1, us2,");
  }

  @Test
  void knowsTwoGrants() {
    properties.setProperty("central.grant", "password");
    assertThatThrownBy(this::read)
        .hasMessageContaining("there is no such choice: password")
        .hasMessageContaining("write auto or client_credentials");
  }

  private Settings read() throws SettingException {
    return new Settings(SettingSources.of(null, properties, Map.of()));
  }
}

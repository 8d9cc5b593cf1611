package io.centraltoken.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private final Properties properties = new Properties();
  private final Map<String, String> environment = new HashMap<>();

  @TempDir Path directory;

  @BeforeEach
  void complete() throws Exception {
    properties.setProperty("central.base.url", "https://gateway.example");
    properties.setProperty(
        "central.token.file", Files.writeString(directory.resolve("token.json"), "{}").toString());
    properties.setProperty("central.client.id", "the-client");
    properties.setProperty("central.client.secret", "MARKER-SECRET");
  }

  @Test
  void fillsInTheDefaults() throws Exception {
    Settings settings = read(null);
    assertThat(settings.origin()).hasToString("https://gateway.example");
    assertThat(settings.tokenUrl()).hasToString("https://gateway.example/oauth2/token");
    assertThat(settings.requests().holdTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.calls().readTimeout()).isEqualTo(Duration.ofSeconds(90));
    assertThat(settings.warnings()).isEmpty();
    assertThat(settings.toString()).doesNotContain("MARKER");
  }

  @Test
  void prefersTheArgumentToThePropertyToTheEnvironment() throws Exception {
    environment.put("CENTRAL_CLIENT_ID", "environment");
    assertThat(read(null).clientId()).isEqualTo("the-client");
    assertThat(read("central.client.id=argument").clientId()).isEqualTo("argument");
    properties.remove("central.client.id");
    assertThat(read(null).clientId()).isEqualTo("environment");
  }

  @Test
  void separatesArgumentsByCommasAndRepeatsNoneOfThem() throws Exception {
    assertThat(read("central.client.id=a , central.read.timeout=5s,").calls().readTimeout())
        .isEqualTo(Duration.ofSeconds(5));
    assertThat(read("central.client.id=a;b").clientId()).isEqualTo("a;b");
    assertThatThrownBy(() -> read("central.client.secret=MARKER,MARKER"))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("-javaagent (agent argument): an argument has no '='")
        .hasMessageNotContaining("MARKER");
  }

  @Test
  void readsTheSecretFromTheFirstLineOfItsFile() throws Exception {
    properties.remove("central.client.secret");
    environment.put(
        "CENTRAL_CLIENT_SECRET_FILE",
        Files.writeString(directory.resolve("secret"), "from-file\n").toString());
    assertThat(read(null).clientSecret().get()).isEqualTo("from-file");
  }

  @Test
  void saysWhatIsMissingAndWhatToDo() {
    properties.remove("central.base.url");
    assertWrong(
        "central.base.url: it is missing; set it to your API gateway, -Dcentral.base.url=https://...");
  }

  @Test
  void namesTheSourceOfAWrongValue() {
    properties.remove("central.base.url");
    environment.put("CENTRAL_BASE_URL", "gateway.example");
    assertWrong(
        "central.base.url (environment variable CENTRAL_BASE_URL): it must begin with https://; write it as https://host or https://host:port");
  }

  @Test
  void refusesToSendTheTokenInClear() throws Exception {
    properties.setProperty("central.base.url", "http://gateway.example");
    assertWrong(
        "central.base.url (system property): http would send the token in clear; use https://, or set central.allow.http=true in a closed test network");
    properties.setProperty("central.base.url", "http://127.0.0.1:8080");
    assertThat(read(null).origin()).hasToString("http://127.0.0.1:8080");
  }

  @Test
  void namesTheNearestKeyForAnUnknownOne() {
    properties.setProperty("central.tokenfile", "x");
    assertWrong(
        "central.tokenfile (system property): there is no such setting; did you mean central.token.file?");
  }

  @Test
  void takesOneOfTheChoices() throws Exception {
    assertThat(read(null).tokenRequest()).isEqualTo("query");
    properties.setProperty("central.token.request", "Form");
    assertThat(read(null).tokenRequest()).isEqualTo("form");
    properties.setProperty("central.token.request", "header");
    assertWrong(
        "central.token.request (system property): there is no such choice: header; write query or form or json");
  }

  @Test
  void hasAMonitorUnlessItIsSwitchedOff() throws Exception {
    assertThat(read(null).hasMonitor()).isTrue();
    properties.setProperty("central.jmx", "false");
    assertThat(read(null).hasMonitor()).isFalse();
  }

  @Test
  void readsTheFileLast() throws Exception {
    Path file = directory.resolve("agent.properties");
    Files.writeString(file, "central.client.id = of the file\ncentral.read.timeout=7s\n# ü\n");
    properties.setProperty("central.config.file", file.toString());
    assertThat(read(null).clientId()).isEqualTo("the-client");
    assertThat(read(null).calls().readTimeout()).isEqualTo(Duration.ofSeconds(7));
    properties.remove("central.client.id");
    assertThat(read(null).clientId()).isEqualTo("of the file");
    Files.writeString(file, "central.clientid=x\n");
    assertWrong(
        "central.clientid (file "
            + file
            + "): there is no such setting; did you mean central.client.id?");
    Files.delete(file);
    assertWrong(
        "central.config.file (system property): "
            + file
            + " cannot be read as properties; name a file with lines of the form key=value that the user of this JVM can read");
  }

  @Test
  void knowsThePublicClusters() throws Exception {
    properties.remove("central.base.url");
    properties.setProperty("central.cluster", "EU-1");
    assertThat(read(null).origin()).hasToString("https://eu-apigw.central.arubanetworks.com");
    for (String uk : new String[] {"uk-west2", "UK", "UK West2"}) {
      properties.setProperty("central.cluster", uk);
      assertThat(read(null).origin())
          .hasToString("https://apigw-ukwest2.central.arubanetworks.com");
    }
    for (String spelling : new String[] {"EU-2", "US-WEST4", "us4", "CN-North", "UAE-North"}) {
      properties.setProperty("central.cluster", spelling);
      assertThat(read(null).origin().toString()).contains(".central.arubanetworks.com");
    }
    properties.setProperty("central.cluster", "eu-9");
    assertThatThrownBy(() -> read(null))
        .hasMessageStartingWith(
            "central.cluster (system property): there is no public cluster eu-9; write one of us-1, us-2,");
    properties.setProperty("central.base.url", "https://gateway.example");
    assertWrong(
        "central.cluster (system property): central.base.url is set too; remove one of the two");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://gateway.example/api", "https://gateway.example/?a=b"})
  void rejectsABaseUrlThatIsMoreThanAnOrigin(String url) {
    properties.setProperty("central.base.url", url);
    assertWrong(
        "central.base.url (system property): it has more than scheme, host and port; write https://gateway.example: every request to this origin gets the token");
  }

  @Test
  void takesALoneSlashAndNoUserName() throws Exception {
    properties.setProperty("central.base.url", "https://gateway.example/");
    assertThat(read(null).origin()).hasToString("https://gateway.example");
    assertThat(read(null).tokenUrl()).hasToString("https://gateway.example/oauth2/token");
    properties.setProperty("central.base.url", "https://user:MARKER@gateway.example");
    assertThatThrownBy(() -> read(null))
        .hasMessageStartingWith("central.base.url (system property): it holds a user name;")
        .hasMessageNotContaining("MARKER");
  }

  @Test
  void rejectsAFragment() {
    properties.setProperty("central.token.url", "https://gateway.example/token#x");
    assertWrong(
        "central.token.url (system property): it has a fragment, which is never sent; remove the # and the rest");
  }

  @Test
  void rejectsTimesThatNobodyWaits() {
    properties.setProperty("central.read.timeout", "600h");
    assertWrong(
        "central.read.timeout (system property): it is longer than a day: 600h; write 24h or less");
    properties.setProperty("central.read.timeout", "99ms");
    assertWrong(
        "central.read.timeout (system property): it is too short: 99ms; write 100ms or more");
    properties.setProperty("central.read.timeout", "100ms");
    properties.setProperty("central.connect.timeout", "0s");
    assertWrong(
        "central.connect.timeout (system property): it is too short: 0s; write 100ms or more");
  }

  @Test
  void readsDurations() {
    assertThat(Durations.parse("500ms")).isEqualTo(Duration.ofMillis(500));
    assertThat(Durations.parse("90s")).isEqualTo(Duration.ofSeconds(90));
    assertThat(Durations.parse("42m")).isEqualTo(Duration.ofMinutes(42));
    assertThat(Durations.parse("2h")).isEqualTo(Duration.ofHours(2));
    assertThat(Durations.parse("PT42M")).isEqualTo(Duration.ofMinutes(42));
    for (String wrong :
        new String[] {"", "2", "2d", "-2s", "PT-2S", "s", "99999999999999999999s"}) {
      assertThatThrownBy(() -> Durations.parse(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void canBeSwitchedOffBeforeAnythingElseIsRead() throws Exception {
    SettingSources sources =
        SettingSources.of("central.enabled=false", new Properties(), environment);
    assertThat(Settings.isEnabled(sources)).isFalse();
  }

  private Settings read(String arguments) throws SettingException {
    return new Settings(SettingSources.of(arguments, properties, environment).withFile(null));
  }

  private void assertWrong(String message) {
    assertThatThrownBy(() -> read(null)).isInstanceOf(SettingException.class).hasMessage(message);
  }
}

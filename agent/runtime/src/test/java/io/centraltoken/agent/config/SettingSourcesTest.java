package io.centraltoken.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people really write, and where. */
class SettingSourcesTest {
  private final Properties properties = new Properties();
  private final Map<String, String> environment = new HashMap<>();

  @TempDir Path directory;

  private Path file;

  @BeforeEach
  void complete() throws IOException {
    properties.setProperty("central.base.url", "https://gateway.example");
    properties.setProperty("central.token.file", "token.json");
    properties.setProperty("central.client.id", "the-client");
    properties.setProperty("central.client.secret", "MARKER-SECRET");
    file = directory.resolve("central-token-agent.properties");
  }

  @Test
  void readsTheFileBesideTheJar() throws Exception {
    properties.clear();
    Files.writeString(
        file,
        """
        central.base.url=https://beside.example
        central.client.id=i
        central.client.secret=s
        central.token.file=tokens/token.json
        """);
    Settings settings = read();
    assertThat(settings.origin()).hasToString("https://beside.example");
    assertThat(settings.grant().tokenFile())
        .as("relative to the properties file")
        .isEqualTo(directory.resolve("tokens/token.json").toFile());
    properties.setProperty("central.token.file", "own.json");
    assertThat(read().grant().tokenFile())
        .as("relative to the working directory")
        .isEqualTo(new File("own.json").getAbsoluteFile());
  }

  @Test
  void prefersTheFileThatIsNamed() throws Exception {
    properties.remove("central.client.id");
    Files.writeString(file, "central.client.id=beside");
    assertThat(read().clientId()).isEqualTo("beside");
    Path named =
        Files.writeString(directory.resolve("named.properties"), "central.client.id=named");
    environment.put("CENTRAL_CONFIG_FILE", named.toString());
    assertThat(read().clientId()).isEqualTo("named");
  }

  @Test
  void takesAnEmptyValueForNone() throws Exception {
    for (String key : SettingKeys.SUPPORTED) {
      environment.put(key.toUpperCase(Locale.ROOT).replace('.', '_'), " ");
    }
    assertThat(read().warnings()).isEmpty();
    properties.setProperty("central.cluster", "");
    properties.setProperty("central.log.file", "");
    assertThat(read().logFile()).isNull();
    environment.put("CENTRAL_READ_TIMEOUT", "5s");
    properties.setProperty("central.read.timeout", "");
    assertThat(read().calls().readTimeout()).as("from the next source").hasSeconds(5);
  }

  @Test
  void takesASecretFromTheStrongerSource() throws Exception {
    Path secret = Files.writeString(directory.resolve("secret"), "from-file");
    environment.put("CENTRAL_CLIENT_SECRET_FILE", secret.toString());
    assertThat(read().clientSecret().get()).isEqualTo("MARKER-SECRET");
    properties.setProperty("central.client.secret.file", secret.toString());
    assertThat(read().clientSecret().get()).as("of one source the file").isEqualTo("from-file");
    environment.clear();
    properties.remove("central.client.secret");
    environment.put("CENTRAL_CLIENT_SECRET", "from-environment");
    assertThat(read().clientSecret().get()).isEqualTo("from-file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"central.clientId", "central.client_id", "central.client.idd"})
  void asksWhatAKeyWasMeantFor(String key) {
    properties.setProperty(key, "x");
    assertWrong(
        key + " (system property): there is no such setting; did you mean central.client.id?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"central.skipPublishing", "central.deployment.name", "central.autoPublish"})
  void worksBesideTheKeysOfOtherPrograms(String key) throws Exception {
    properties.setProperty(key, "true");
    assertThat(read().warnings())
        .containsExactly(
            key
                + " (system property): there is no such setting; it has no effect, and may be another program's");
  }

  @Test
  void logsInWithNothingOfAnotherProgram() throws Exception {
    environment.put("CENTRAL_USERNAME", "publisher");
    environment.put("CENTRAL_PASSWORD", "MARKER");
    Settings settings = read();
    assertThat(settings.grant().hasLogin()).isFalse();
    assertThat(settings.warnings())
        .containsExactly(
            "environment variable CENTRAL_USERNAME, environment variable CENTRAL_PASSWORD: no login without central.customer.id;"
                + " set it, or ignore this if they are another program's");
    environment.put("CENTRAL_CUSTOMER_ID", "customer");
    assertThat(read().grant().hasLogin()).isTrue();
    environment.clear();
    properties.setProperty("central.username", "someone");
    assertWrong(
        "central.password: it is missing; name a file that holds it, -Dcentral.password.file=...");
  }

  @Test
  void skipsAByteOrderMark() throws Exception {
    Files.writeString(file, "\uFEFFcentral.client.id=marked");
    properties.remove("central.client.id");
    assertThat(read().clientId()).isEqualTo("marked");
    properties.remove("central.client.secret");
    Path secret = Files.writeString(directory.resolve("secret"), "\uFEFFsecret\r\n");
    properties.setProperty("central.client.secret.file", secret.toString());
    assertThat(read().clientSecret().get()).isEqualTo("secret");
  }

  @Test
  void saysInWhichEncodingAFileIs() throws Exception {
    assertUnreadable(
        "central.client.id=a",
        StandardCharsets.UTF_16LE,
        " holds a NUL, so it is not text in UTF-8");
    assertUnreadable(
        "\uFEFFcentral.client.id=a",
        StandardCharsets.UTF_16LE,
        " is in UTF-16, as PowerShell's > writes it");
    assertUnreadable(
        "\uFEFFcentral.client.id=a",
        StandardCharsets.UTF_16BE,
        " is in UTF-16, as PowerShell's > writes it");
    assertUnreadable("central.client.id=\u00fc", StandardCharsets.ISO_8859_1, " is not in UTF-8");
  }

  private void assertUnreadable(String text, Charset charset, String why) throws IOException {
    Files.writeString(file, text, charset);
    assertWrong("central.config.file (beside the jar): " + file + why + "; save it in UTF-8");
    Path secret = Files.writeString(directory.resolve("secret"), text, charset);
    Files.delete(file);
    properties.setProperty("central.client.secret.file", secret.toString());
    assertWrong(
        "central.client.secret.file (system property): "
            + secret
            + why
            + "; its first line must be the value of central.client.secret, in UTF-8");
    properties.remove("central.client.secret.file");
  }

  @Test
  void saysThatAPathHasLostItsBackslashes() throws Exception {
    properties.remove("central.token.file");
    String lost =
        "central.token.file (file "
            + file
            + "): it is a Windows path whose backslashes are gone; write C:/folder/file or, in a properties file, C:\\\\folder\\\\file";
    Files.writeString(file, "central.token.file=C:\\opt\\new\\token.json");
    assertWrong(lost);
    Files.writeString(file, "central.token.file=C:\\opt\\jobs\\pair.json");
    assertWrong(lost);
  }

  @Test
  void saysThatQuotesOrACommentWouldBePartOfAValue() throws Exception {
    for (String quoted : new String[] {"\"MARKER\"", "'MARKER'"}) {
      properties.setProperty("central.client.secret", quoted);
      assertWrong(
          "central.client.secret (system property): it stands in quotes, which would be a part of it; remove the quotes");
    }
    properties.remove("central.client.secret");
    Path secret = Files.writeString(directory.resolve("secret"), "\"MARKER\"\n");
    properties.setProperty("central.client.secret.file", secret.toString());
    assertThatThrownBy(this::read)
        .hasMessageContaining("holds the value in quotes, which would be a part of it")
        .hasMessageNotContaining("MARKER");
    properties.remove("central.client.secret.file");
    Files.writeString(file, "central.client.secret=MARKER # of production");
    assertWrong(
        "central.client.secret (file "
            + file
            + "): a comment behind it would be a part of it; give the comment a line of its own");
  }

  @Test
  void repeatsNoControlCharacter() throws Exception {
    environment.put("CENTRAL_READ_TIMEOUT", "1\u001b[31ms");
    assertWrong(
        "central.read.timeout (environment variable CENTRAL_READ_TIMEOUT): it holds a control character, \\u001b;"
            + " write it on one line, without tabs");
    environment.clear();
    properties.setProperty("central.client.id", "a\nb");
    assertWrong(
        "central.client.id (system property): it holds a control character, \\n; write it on one line, without tabs");
    properties.setProperty("central.client.id", "a");
    properties.setProperty("central.clientid\r\n", "x");
    assertWrong(
        "central.clientid\\r\\n (system property): there is no such setting; did you mean central.client.id?");
  }

  private Settings read() throws SettingException {
    return new Settings(SettingSources.of(null, properties, environment).withFile(file.toFile()));
  }

  private void assertWrong(String message) {
    assertThatThrownBy(this::read).isInstanceOf(SettingException.class).hasMessage(message);
  }
}

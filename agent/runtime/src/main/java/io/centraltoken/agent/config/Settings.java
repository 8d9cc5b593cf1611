package io.centraltoken.agent.config;

import io.centraltoken.agent.config.SettingSources.Setting;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * All settings, checked. Read on the thread of premain, so with java.io only: NIO there has led to
 * deadlocks in other agents.
 */
public final class Settings {
  private final URI baseUrl;
  private final URI tokenUrl;
  private final String tokenRequest;
  private final String clientId;
  private final String clientSecret;
  private final File tokenFile;
  private final Duration holdTimeout;
  private final Duration waitTimeout;
  private final Duration connectTimeout;
  private final Duration readTimeout;
  private final List<String> warnings;

  /**
   * @throws SettingException for the first setting that is wrong or missing
   */
  public Settings(SettingSources sources) throws SettingException {
    this.warnings = checkKeys(sources);
    this.baseUrl =
        url(
            required(
                sources,
                SettingKeys.BASE_URL,
                "set it to your API gateway, -Dcentral.base.url=https://..."),
            isTrue(sources, SettingKeys.ALLOW_HTTP, false));
    Setting tokenUrl = sources.find(SettingKeys.TOKEN_URL);
    this.tokenUrl =
        tokenUrl == null
            ? baseUrl.resolve("/oauth2/token")
            : url(tokenUrl, isTrue(sources, SettingKeys.ALLOW_HTTP, false));
    this.tokenRequest = oneOf(sources, SettingKeys.TOKEN_REQUEST, "query", "form", "json");
    this.tokenFile =
        tokenFile(
            required(
                sources,
                SettingKeys.TOKEN_FILE,
                "save the JSON of Download Token and name the file, -Dcentral.token.file=..."));
    this.clientId =
        required(
                sources,
                SettingKeys.CLIENT_ID,
                "set it to the client ID of your API gateway application")
            .value;
    this.clientSecret = clientSecret(sources);
    this.holdTimeout = duration(sources, SettingKeys.HOLD_TIMEOUT, Duration.ofSeconds(2));
    this.waitTimeout = duration(sources, SettingKeys.WAIT_TIMEOUT, Duration.ofSeconds(10));
    this.connectTimeout = duration(sources, SettingKeys.CONNECT_TIMEOUT, Duration.ofSeconds(10));
    this.readTimeout = duration(sources, SettingKeys.READ_TIMEOUT, Duration.ofSeconds(90));
  }

  /** Read before all else: the agent that is switched off does not even complain. */
  public static boolean isEnabled(SettingSources sources) throws SettingException {
    return isTrue(sources, SettingKeys.ENABLED, true);
  }

  public Origin origin() {
    return Origin.of(baseUrl);
  }

  public URI tokenUrl() {
    return tokenUrl;
  }

  /** Where the parameters of a token request go: query, form or json. */
  public String tokenRequest() {
    return tokenRequest;
  }

  public String clientId() {
    return clientId;
  }

  public String clientSecret() {
    return clientSecret;
  }

  public File tokenFile() {
    return tokenFile;
  }

  public Duration holdTimeout() {
    return holdTimeout;
  }

  public Duration waitTimeout() {
    return waitTimeout;
  }

  public Duration connectTimeout() {
    return connectTimeout;
  }

  public Duration readTimeout() {
    return readTimeout;
  }

  /** Lines about settings that have no effect; the agent runs on. */
  public List<String> warnings() {
    return warnings;
  }

  @Override
  public String toString() {
    return "Settings[" + baseUrl + ", " + tokenFile + "]";
  }

  private static List<String> checkKeys(SettingSources sources) throws SettingException {
    List<String> warnings = new ArrayList<>();
    for (String key : sources.keys()) {
      if (SettingKeys.isLater(key)) {
        warnings.add(key + " has no effect in this version");
      } else if (!SettingKeys.isSupported(key)) {
        throw sources
            .find(key)
            .wrong("there is no such setting", "did you mean " + SettingKeys.nearest(key) + "?");
      }
    }
    return Collections.unmodifiableList(warnings);
  }

  private static Setting required(SettingSources sources, String key, String remedy)
      throws SettingException {
    Setting setting = sources.find(key);
    if (setting == null || setting.value.isEmpty()) {
      throw new SettingException(
          key, setting == null ? null : setting.source, "it is missing", remedy);
    }
    return setting;
  }

  private static URI url(Setting setting, boolean allowHttp) throws SettingException {
    String remedy = "write it as https://host or https://host:port";
    try {
      URI url = new URI(setting.value);
      Origin origin = Origin.of(url);
      if (!origin.isSecure() && !origin.isLoopback() && !allowHttp) {
        throw setting.wrong(
            "http would send the token in clear",
            "use https://, or set central.allow.http=true in a closed test network");
      }
      return url;
    } catch (URISyntaxException malformed) {
      throw setting.wrong("it is no URL", remedy);
    } catch (IllegalArgumentException noOrigin) {
      throw setting.wrong(noOrigin.getMessage(), remedy);
    }
  }

  private static File tokenFile(Setting setting) throws SettingException {
    File file = new File(setting.value).getAbsoluteFile();
    if (!file.isFile() || !file.canRead()) {
      String wrong = file.isFile() ? file + " cannot be read" : file + " does not exist";
      throw setting.wrong(
          wrong,
          "save the JSON of Download Token there, readable and writable for the user of this JVM only");
    }
    return file;
  }

  private static String clientSecret(SettingSources sources) throws SettingException {
    Setting file = sources.find(SettingKeys.CLIENT_SECRET_FILE);
    if (file == null) {
      return required(
              sources,
              SettingKeys.CLIENT_SECRET,
              "name a file that holds it, -Dcentral.client.secret.file=...")
          .value;
    }
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(new FileInputStream(file.value), StandardCharsets.UTF_8))) {
      String secret = reader.readLine();
      if (secret != null && !secret.trim().isEmpty()) {
        return secret.trim();
      }
    } catch (IOException unreadable) {
      throw file.wrong(
          file.value + " cannot be read",
          "give the user of this JVM a file whose first line is the client secret");
    }
    throw file.wrong(file.value + " is empty", "its first line must be the client secret");
  }

  private static Duration duration(SettingSources sources, String key, Duration otherwise)
      throws SettingException {
    Setting setting = sources.find(key);
    try {
      return setting == null ? otherwise : Durations.parse(setting.value);
    } catch (IllegalArgumentException malformed) {
      throw setting.wrong(malformed.getMessage(), "write 500ms, 90s, 42m, 2h or PT42M");
    }
  }

  /** The first choice is the default. */
  private static String oneOf(SettingSources sources, String key, String... choices)
      throws SettingException {
    Setting setting = sources.find(key);
    if (setting == null) {
      return choices[0];
    }
    String value = setting.value.toLowerCase(Locale.ROOT);
    if (Arrays.asList(choices).contains(value)) {
      return value;
    }
    throw setting.wrong(
        "there is no such choice: " + setting.value, "write " + String.join(" or ", choices));
  }

  private static boolean isTrue(SettingSources sources, String key, boolean otherwise)
      throws SettingException {
    Setting setting = sources.find(key);
    if (setting == null) {
      return otherwise;
    }
    if (setting.value.equalsIgnoreCase("true") || setting.value.equalsIgnoreCase("false")) {
      return setting.value.equalsIgnoreCase("true");
    }
    throw setting.wrong("it is neither true nor false: " + setting.value, "write true or false");
  }
}

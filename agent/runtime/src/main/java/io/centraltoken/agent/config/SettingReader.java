package io.centraltoken.agent.config;

import java.io.CharConversionException;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * Turns the text of settings into values of the kinds that there are. Each method throws a
 * SettingException that names key, source, what is wrong and how to correct it. Runs in premain, so
 * with java.io only.
 */
final class SettingReader {
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);
  private static final long LARGEST = 1L << 30;

  private final SettingSources sources;

  SettingReader(SettingSources sources) {
    this.sources = sources;
  }

  Setting required(String key, String remedy) throws SettingException {
    Setting setting = sources.find(key);
    if (setting == null) {
      throw new SettingException(key, null, "it is missing", remedy);
    }
    return setting;
  }

  boolean isTrue(String key, boolean otherwise) throws SettingException {
    Setting setting = sources.find(key);
    if (setting == null) {
      return otherwise;
    }
    if (setting.value.equalsIgnoreCase("true") || setting.value.equalsIgnoreCase("false")) {
      return setting.value.equalsIgnoreCase("true");
    }
    throw setting.wrong("it is neither true nor false: " + setting.value, "write true or false");
  }

  Duration duration(String key, Duration otherwise) throws SettingException {
    Setting setting = sources.find(key);
    try {
      if (setting == null) {
        return otherwise;
      }
      Duration duration = Durations.parse(setting.value);
      if (duration.compareTo(LONGEST) > 0) {
        throw setting.wrong("it is longer than a day: " + setting.value, "write 24h or less");
      }
      return duration;
    } catch (IllegalArgumentException malformed) {
      throw setting.wrong(malformed.getMessage(), "write 500ms, 90s, 42m, 2h or PT42M");
    }
  }

  /** Of a class, as {@code Class.getName} gives it; null if there is none. */
  String className(String key) throws SettingException {
    Setting setting = sources.find(key);
    if (setting == null) {
      return null;
    }
    for (String part : setting.value.split("\\.", -1)) {
      if (!isIdentifier(part)) {
        throw setting.wrong(
            "it is not a class name: " + setting.value, "write com.example.HttpConnection");
      }
    }
    return setting.value;
  }

  private static boolean isIdentifier(String part) {
    for (int i = 0; i < part.length(); i++) {
      char letter = part.charAt(i);
      if (i == 0
          ? !Character.isJavaIdentifierStart(letter)
          : !Character.isJavaIdentifierPart(letter)) {
        return false;
      }
    }
    return !part.isEmpty();
  }

  /** Bytes: {@code 0}, {@code 65536}, {@code 64KiB}, {@code 1MiB}; 1 GiB at most. */
  long bytes(String key, long otherwise) throws SettingException {
    Setting setting = sources.find(key);
    if (setting == null) {
      return otherwise;
    }
    String number = setting.value;
    int shift = number.endsWith("KiB") ? 10 : number.endsWith("MiB") ? 20 : 0;
    try {
      long bytes = Long.parseLong(shift == 0 ? number : number.substring(0, number.length() - 3));
      if (bytes >= 0 && bytes <= LARGEST >> shift) {
        return bytes << shift;
      }
    } catch (NumberFormatException malformed) {
      throw setting.wrong("it is not a size: " + number, "write 0, 65536, 64KiB or 1MiB");
    }
    throw setting.wrong("it is negative or larger than 1 GiB: " + number, "write 0 or 1MiB");
  }

  String oneOf(String key, String otherwise, String... choices) throws SettingException {
    Setting setting = sources.find(key);
    if (setting == null) {
      return otherwise;
    }
    String value = setting.value.toLowerCase(Locale.ROOT);
    if (Arrays.asList(choices).contains(value)) {
      return value;
    }
    throw setting.wrong(
        "there is no such choice: " + setting.value, "write " + String.join(" or ", choices));
  }

  /** A URL whose origin may be given secrets: https, or http that does not leave this machine. */
  URI url(Setting setting, boolean allowHttp) throws SettingException {
    String remedy = "write it as https://host or https://host:port";
    try {
      URI url = new URI(setting.value);
      Origin origin = Origin.of(url);
      if (url.getRawUserInfo() != null) {
        throw setting.wrong("it holds a user name", remedy);
      }
      if (url.getRawFragment() != null) {
        throw setting.wrong("it has a fragment, which is never sent", "remove the # and the rest");
      }
      if (!origin.isSecure() && !origin.isLoopback() && !allowHttp) {
        throw setting.wrong(
            "http would send the token in clear",
            "use https://, or set central.allow.http=true in a closed test network");
      }
      return url;
    } catch (URISyntaxException malformed) {
      throw setting.wrong("it is not a valid URL", remedy);
    } catch (IllegalArgumentException noOrigin) {
      throw setting.wrong(noOrigin.getMessage(), remedy);
    }
  }

  /** The same without anything behind it: that would be a wish the agent cannot fulfil. */
  URI origin(Setting setting, boolean allowHttp) throws SettingException {
    URI url = url(setting, allowHttp);
    String path = url.getRawPath();
    if (!(path.isEmpty() || path.equals("/")) || url.getRawQuery() != null) {
      throw setting.wrong(
          "it has more than scheme, host and port",
          "write " + Origin.of(url) + ": every request to this origin gets the token");
    }
    return url;
  }

  /** Absolute; null: not set. */
  File file(String key) throws SettingException {
    Setting setting = sources.find(key);
    return setting == null ? null : setting.file();
  }

  /**
   * The setting itself, or the first line of the file that its {@code .file} twin names: the one
   * from the stronger source, and of one source the file.
   */
  SecretSource secret(String key, String fileKey) throws SettingException {
    Setting file = sources.find(fileKey);
    Setting plain = sources.find(key);
    if (file == null || (plain != null && plain.source.compareTo(file.source) < 0)) {
      return SecretSource.of(
          required(key, "name a file that holds it, -D" + fileKey + "=...").value);
    }
    File path = file.file();
    try {
      return SecretSource.of(path);
    } catch (CharConversionException unusable) {
      throw file.wrong(
          path + " " + unusable.getMessage(),
          "its first line must be the value of " + key + ", in UTF-8");
    } catch (IOException unreadable) {
      throw file.wrong(
          path + " cannot be read",
          "give the user of this JVM a file whose first line is the value of " + key);
    }
  }

  /** A time-out of the agent's own calls: less than this would fail each of them. */
  Duration timeout(String key, Duration otherwise) throws SettingException {
    Duration timeout = duration(key, otherwise);
    if (timeout.compareTo(SHORTEST_TIMEOUT) < 0) {
      Setting setting = sources.find(key);
      throw setting.wrong("it is too short: " + setting.value, "write 100ms or more");
    }
    return timeout;
  }
}

package io.centraltoken.agent.config;

import java.io.CharConversionException;
import java.io.File;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * A secret: a setting, or the first line of a file, which is read again each time, so that a new
 * secret needs no restart. While the file cannot be read, or is being written, the last one counts.
 */
public final class SecretSource implements Supplier<String> {
  private final File file;
  private volatile String last;

  private SecretSource(File file, String value) {
    this.file = file;
    this.last = value;
  }

  static SecretSource of(String value) {
    return new SecretSource(null, value);
  }

  /**
   * @throws CharConversionException if it holds no secret; the message says what is wrong
   * @throws IOException if it cannot be read
   */
  static SecretSource of(File file) throws IOException {
    return new SecretSource(file, read(file));
  }

  @Override
  public String get() {
    if (file == null) {
      return last;
    }
    try {
      last = read(file);
    } catch (IOException notNow) {
      return last;
    }
    return last;
  }

  private static String read(File file) throws IOException {
    String secret = Utf8File.read(file).split("\\R", 2)[0].trim();
    if (secret.isEmpty()) {
      throw new CharConversionException("has no first line");
    }
    if (Setting.isQuoted(secret)) {
      throw new CharConversionException("holds the value in quotes, which would be a part of it");
    }
    return secret;
  }

  /** Null: the setting itself is the secret. */
  public File file() {
    return file;
  }

  @Override
  public String toString() {
    return "SecretSource[" + (file == null ? "setting" : file) + "]";
  }
}

package io.centraltoken.agent.config;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
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
   * @return null if the file is empty
   * @throws IOException if it cannot be read
   */
  static SecretSource of(File file) throws IOException {
    String value = read(file);
    return value == null ? null : new SecretSource(file, value);
  }

  @Override
  public String get() {
    if (file == null) {
      return last;
    }
    try {
      String present = read(file);
      last = present == null ? last : present;
    } catch (IOException notNow) {
      return last;
    }
    return last;
  }

  private static String read(File file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(new FileInputStream(file), StandardCharsets.UTF_8))) {
      String secret = reader.readLine();
      return secret == null || secret.trim().isEmpty() ? null : secret.trim();
    }
  }

  @Override
  public String toString() {
    return "SecretSource[" + (file == null ? "setting" : file) + "]";
  }
}

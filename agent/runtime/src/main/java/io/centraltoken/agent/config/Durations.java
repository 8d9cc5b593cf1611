package io.centraltoken.agent.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/**
 * Durations as people write them: {@code 500ms}, {@code 90s}, {@code 42m}, {@code 2h}, or ISO-8601
 * ({@code PT42M}).
 */
public final class Durations {
  private Durations() {}

  /**
   * @throws IllegalArgumentException if it is no duration, or a negative one
   */
  public static Duration parse(String text) {
    try {
      Duration duration =
          text.startsWith("PT") || text.startsWith("P") ? Duration.parse(text) : parseUnit(text);
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeParseException | NumberFormatException | ArithmeticException malformed) {
      throw new IllegalArgumentException("it is not a duration: " + text, malformed);
    }
    throw new IllegalArgumentException("it is negative: " + text);
  }

  private static Duration parseUnit(String text) {
    int unit = 0;
    while (unit < text.length() && Character.isDigit(text.charAt(unit))) {
      unit++;
    }
    long amount = Long.parseLong(text.substring(0, unit));
    switch (text.substring(unit)) {
      case "ms":
        return Duration.ofMillis(amount);
      case "s":
        return Duration.ofSeconds(amount);
      case "m":
        return Duration.ofMinutes(amount);
      case "h":
        return Duration.ofHours(amount);
      default:
        throw new NumberFormatException("unit");
    }
  }
}

package io.centraltoken.agent.cli;

import java.time.Duration;

/** Durations for people. */
final class Times {
  private Times() {}

  /** The two largest units: {@code 13 d 4 h}, {@code 1 h 24 min}, {@code 12 min}, {@code 40 s}. */
  static String of(Duration time) {
    long days = time.toDays();
    long hours = time.toHours() % 24;
    long minutes = time.toMinutes() % 60;
    if (days > 0) {
      return days + " d " + hours + " h";
    } else if (hours > 0) {
      return hours + " h " + minutes + " min";
    } else if (minutes > 0) {
      return minutes + " min";
    }
    return time.getSeconds() + " s";
  }
}

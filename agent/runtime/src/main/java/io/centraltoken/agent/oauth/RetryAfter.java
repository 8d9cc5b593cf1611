package io.centraltoken.agent.oauth;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * The Retry-After field (RFC 9110, section 10.2.3) in both of its forms, seconds and a date. Kong
 * sends none today; a proxy in front of it may.
 */
final class RetryAfter {
  /** Longer than the gateway's own limit would ever ask for. */
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private RetryAfter() {}

  /**
   * @param value of the field, or null
   * @return zero for what is missing, past or not to be understood; never more than 30 minutes
   */
  static Duration parse(String value, Instant now) {
    if (value == null) {
      return Duration.ZERO;
    }
    Duration wait = value.trim().matches("[0-9]{1,9}") ? seconds(value) : until(value, now);
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
  }

  private static Duration seconds(String value) {
    return Duration.ofSeconds(Long.parseLong(value.trim()));
  }

  private static Duration until(String date, Instant now) {
    try {
      ZonedDateTime time = ZonedDateTime.parse(date.trim(), DateTimeFormatter.RFC_1123_DATE_TIME);
      return Duration.between(now, time.toInstant());
    } catch (DateTimeException noDate) {
      return Duration.ZERO;
    }
  }
}

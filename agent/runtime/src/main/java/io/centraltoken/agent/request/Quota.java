package io.centraltoken.agent.request;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * What a response says about the calls that the account has left. Classic Central names its two
 * windows: {@code X-RateLimit-Remaining-day}, which begins again at 00:00 GMT, and {@code
 * X-RateLimit-Remaining-second} (HPE, Usage and Rate Limits). New Central and GreenLake have one
 * window, {@code X-RateLimit-Remaining} and {@code RateLimit-Remaining}, with the seconds until it
 * begins again: it counts as the long one where these are more than a minute.
 */
public final class Quota {
  /** In place of a number of calls. */
  public static final long UNKNOWN = -1;

  private static final String[] FAMILIES = {"x-ratelimit-", "ratelimit-"};
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final long dayLimit;
  private final long dayRemaining;
  private final Instant dayEnd;
  private final long secondRemaining;

  private Quota(long dayLimit, long dayRemaining, Instant dayEnd, long secondRemaining) {
    this.dayLimit = dayLimit;
    this.dayRemaining = dayRemaining;
    this.dayEnd = dayEnd;
    this.secondRemaining = secondRemaining;
  }

  /**
   * @param headers of a response of the gateway, by their names in any case
   * @return null: the response says nothing about it
   */
  public static Quota of(Map<String, List<String>> headers, Instant now) {
    long dayRemaining = number(headers, "remaining-day");
    long secondRemaining = number(headers, "remaining-second");
    if (dayRemaining != UNKNOWN || secondRemaining != UNKNOWN) {
      Instant midnight = now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
      return new Quota(number(headers, "limit-day"), dayRemaining, midnight, secondRemaining);
    }
    long remaining = number(headers, "remaining");
    if (remaining == UNKNOWN) {
      return null;
    }
    Duration reset = Duration.ofSeconds(number(headers, "reset"));
    return reset.compareTo(MINUTE) > 0
        ? new Quota(number(headers, "limit"), remaining, end(now, reset), UNKNOWN)
        : new Quota(UNKNOWN, UNKNOWN, now, remaining);
  }

  /** A wrong number of seconds must not keep a figure for longer than any window is. */
  private static Instant end(Instant now, Duration reset) {
    Duration window = reset.compareTo(Duration.ofDays(1)) > 0 ? Duration.ofDays(1) : reset;
    return now.plus(window).truncatedTo(ChronoUnit.SECONDS);
  }

  private static long number(Map<String, List<String>> headers, String field) {
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      if (isNamed(header.getKey(), field) && !header.getValue().isEmpty()) {
        return number(header.getValue().get(0));
      }
    }
    return UNKNOWN;
  }

  private static boolean isNamed(String name, String field) {
    if (name == null) {
      return false;
    }
    for (String family : FAMILIES) {
      if (name.length() == family.length() + field.length()
          && name.regionMatches(true, 0, family, 0, family.length())
          && name.regionMatches(true, family.length(), field, 0, field.length())) {
        return true;
      }
    }
    return false;
  }

  /** Of the digits at the beginning; parameters may follow them. */
  private static long number(String value) {
    long number = 0;
    int digits = 0;
    while (digits < value.length() && value.charAt(digits) >= '0' && value.charAt(digits) <= '9') {
      number = number * 10 + (value.charAt(digits) - '0');
      digits++;
    }
    return digits == 0 || digits > 15 ? UNKNOWN : number;
  }

  /** Calls left in the day, or in the long window; {@link #UNKNOWN} after its end, too. */
  public long remainingInDay(Instant now) {
    return now.isBefore(dayEnd) ? dayRemaining : UNKNOWN;
  }

  /** The same when the response came. */
  public long remainingInDay() {
    return dayRemaining;
  }

  /** Calls left in the second, or in the short window. */
  public long remainingInSecond() {
    return secondRemaining;
  }

  /** Calls that the account has in a day, or in the long window. */
  public long limitOfDay() {
    return dayLimit;
  }

  /** When the account has all its calls again. */
  public Instant endOfDay() {
    return dayEnd;
  }

  /** Whether a tenth of the calls of the day, or less, is known to be left. */
  public boolean isNearlyUsedUp() {
    return isDayKnown() && dayRemaining <= dayLimit / 10;
  }

  /** Whether more than that is known to be left. */
  public boolean isPlentiful() {
    return isDayKnown() && dayRemaining > dayLimit / 10;
  }

  private boolean isDayKnown() {
    return dayRemaining != UNKNOWN && dayLimit > 0;
  }
}

package io.centraltoken.agent.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotaTest {
  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

  @Test
  void readsTheTwoWindowsOfClassicCentral() {
    Quota quota =
        quota(
            "X-RateLimit-Limit-day: 5000",
            "X-RateLimit-Remaining-day: 501",
            "X-RateLimit-Limit-second: 7",
            "x-ratelimit-remaining-second: 6");
    assertThat(quota.limitOfDay()).isEqualTo(5000);
    assertThat(quota.remainingInDay(NOON)).isEqualTo(501);
    assertThat(quota.remainingInSecond()).isEqualTo(6);
    assertThat(quota.endOfDay()).isEqualTo("2026-11-29T00:00:00Z");
    assertThat(quota.isNearlyUsedUp()).isFalse();
    assertThat(quota.isPlentiful()).isTrue();
  }

  @Test
  void doesNotKeepTheFigureOfADayThatIsOver() {
    Quota quota = quota("X-RateLimit-Limit-day: 5000", "X-RateLimit-Remaining-day: 0");
    assertThat(quota.remainingInDay(Instant.parse("2026-11-28T23:59:59Z"))).isZero();
    assertThat(quota.remainingInDay(Instant.parse("2026-11-29T00:00:00Z"))).isEqualTo(-1);
    assertThat(quota.remainingInSecond()).isEqualTo(-1);
  }

  @Test
  void readsTheOneWindowOfNewCentralAndOfGreenLake() {
    Quota day =
        quota("X-RateLimit-Limit: 5000", "X-RateLimit-Remaining: 12", "X-RateLimit-Reset: 61");
    assertThat(day.remainingInDay(NOON)).isEqualTo(12);
    assertThat(day.endOfDay()).isEqualTo("2026-11-28T12:01:01Z");
    assertThat(day.isNearlyUsedUp()).isTrue();
    Quota minute = quota("ratelimit-limit: 100", "ratelimit-remaining: 12", "rateLimit-reset: 60");
    assertThat(minute.remainingInDay(NOON)).isEqualTo(-1);
    assertThat(minute.remainingInSecond()).isEqualTo(12);
    assertThat(minute.isNearlyUsedUp()).isFalse();
    assertThat(minute.isPlentiful()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"500, true", "501, false", "0, true"})
  void aTenthIsNearlyNothing(String remaining, boolean nearly) {
    Quota quota = quota("X-RateLimit-Limit-day: 5000", "X-RateLimit-Remaining-day: " + remaining);
    assertThat(quota.isNearlyUsedUp()).isEqualTo(nearly);
    assertThat(quota.isPlentiful()).isEqualTo(!nearly);
  }

  @Test
  void takesTheNumberBeforeTheParametersOfAField() {
    assertThat(quota("RateLimit-Remaining: 9, 9;w=60").remainingInSecond()).isEqualTo(9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-RateLimit-Remaining-day:",
        "X-RateLimit-Remaining-day: many",
        "X-RateLimit-Remaining-day: -1",
        "X-RateLimit-Remaining-day: 9999999999999999",
        "X-RateLimit-Remaining-days: 1",
        "X-Remaining-day: 1",
        "HTTP/1.1 200 OK"
      })
  void knowsNothingWhereTheFieldIsOfNoUse(String field) {
    assertThat(quota(field)).isNull();
  }

  /** An instant would overflow with it. */
  @Test
  void keepsAFigureForADayAtMost() {
    assertThat(quota("X-RateLimit-Remaining: 1", "X-RateLimit-Reset: 999999999999999").endOfDay())
        .isEqualTo("2026-11-29T12:00:00Z");
  }

  @Test
  void warnsOfNothingWithoutALimit() {
    assertThat(quota("X-RateLimit-Remaining-day: 1").isNearlyUsedUp()).isFalse();
    assertThat(quota("X-RateLimit-Remaining-day: 1", "X-RateLimit-Limit-day: 0").isNearlyUsedUp())
        .isFalse();
  }

  /** As HttpURLConnection gives the fields: with the status line, which has no name. */
  private static Quota quota(String... fields) {
    Map<String, List<String>> headers =
        Arrays.stream(fields)
            .filter(field -> field.contains(":"))
            .map(field -> field.split(": ?", 2))
            .collect(
                Collectors.toMap(
                    field -> field[0],
                    field -> List.of(field[1]),
                    (one, other) -> other,
                    () -> new TreeMap<>(Comparator.nullsFirst(String::compareTo))));
    headers.put(null, List.of("HTTP/1.1 200 OK"));
    return Quota.of(headers, NOON);
  }
}

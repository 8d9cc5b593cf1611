package io.centraltoken.agent.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    ", PT0S",
    "0, PT0S",
    "120, PT2M",
    "86400, PT30M",
    "-1, PT0S",
    "soon, PT0S",
    "'Thu, 01 Jan 2026 00:05:00 GMT', PT5M",
    "'Wed, 31 Dec 2025 00:00:00 GMT', PT0S",
    "'Fri, 02 Jan 2026 00:00:00 GMT', PT30M"
  })
  void readsBothFormsOfRetryAfter(String value, Duration wait) {
    assertThat(RetryAfter.parse(value, NOW)).isEqualTo(wait);
  }
}

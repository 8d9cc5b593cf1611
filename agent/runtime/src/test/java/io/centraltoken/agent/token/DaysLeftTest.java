package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.oauth.TokenPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DaysLeftTest {
  private static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");

  private final DaysLeft left = new DaysLeft();

  @Test
  void saysEachThresholdOnce() {
    TokenPair pair = pair();
    List<String> said = new ArrayList<>();
    for (int hour = 0; hour < 15 * 24; hour++) {
      int days = left.crossed(pair, MADE.plus(Duration.ofHours(hour)));
      if (days > 0) {
        said.add(days + " at day " + hour / 24.0);
      }
    }
    assertThat(said).containsExactly("7 at day 7.0", "3 at day 11.0", "1 at day 13.0");
  }

  @Test
  void beginsAnewWithANewPairAndSaysTheNearestOnly() {
    assertThat(left.crossed(pair(), MADE.plus(Duration.ofDays(13)))).isEqualTo(1);
    TokenPair next = pair();
    assertThat(left.crossed(next, MADE.plus(Duration.ofDays(1)))).isZero();
    assertThat(left.crossed(next, MADE.plus(Duration.ofDays(12)))).isEqualTo(3);
  }

  @Test
  void saysNothingOfWhatHasEndedLongAgo() {
    assertThat(left.crossed(pair(), MADE.plus(Duration.ofDays(800)))).isZero();
  }

  private static TokenPair pair() {
    return TokenPair.of("access", "refresh", MADE, Duration.ofHours(2), 0);
  }
}

package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshPolicyTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    // lifetime, ahead, chance, due after
    "PT2H, , 0.5, PT78M",
    "PT2H, , 0, PT81M36S",
    "PT3S, , 0.5, PT1.95S",
    "PT2H, PT10M, 0.5, PT110M",
    "PT15M, PT42M, 0.5, PT1M30S",
    "PT24H, , 0.5, PT15H36M"
  })
  void beginsAheadOfTheEnd(Duration lifetime, Duration ahead, double chance, Duration due) {
    RefreshPolicy policy = new RefreshPolicy(ahead, () -> chance);
    assertThat(Duration.between(NOW, policy.dueAt(pair(lifetime)))).isEqualTo(due);
  }

  @ParameterizedTest
  @CsvSource({"PT2H, PT119M", "PT20M, PT19M", "PT3S, PT2.85S"})
  void stopsUsingATokenThatMightDieOnItsWay(Duration lifetime, Duration usable) {
    assertThat(Duration.between(NOW, RefreshPolicy.unusableAt(pair(lifetime)))).isEqualTo(usable);
  }

  @ParameterizedTest
  @CsvSource({
    // failures, usable, lifetime, at most, at least
    "1, true, PT2H, 15000, 1000",
    "2, true, PT2H, 30000, 1000",
    "20, true, PT2H, 300000, 1000",
    "1, false, PT2H, 5000, 1000",
    "3, false, PT2H, 20000, 1000",
    "20, false, PT2H, 60000, 1000",
    "1, true, PT24H, 15000, 1000",
    "20, true, PT24H, 300000, 1000",
    "1, true, PT15M, 1875, 1000",
    "20, true, PT15M, 37500, 1000",
    "1, true, PT16S, 1000, 1000",
    "20, false, PT16S, 1000, 1000",
    "20, true, PT2S, 250, 250",
    "1, false, , 5000, 1000"
  })
  void backsOffWithinBounds(
      int failures, boolean usable, Duration lifetime, long most, long least) {
    RefreshPolicy late = new RefreshPolicy(null, () -> 0.999999);
    assertThat(late.retryAfter(failures, usable, lifetime).toMillis()).isBetween(most - 1, most);
    RefreshPolicy early = new RefreshPolicy(null, () -> 0);
    assertThat(early.retryAfter(failures, usable, lifetime).toMillis()).isEqualTo(least);
  }

  /** Whatever chance says: the old token is in service until the third try. */
  @ParameterizedTest
  @ValueSource(strings = {"PT16S", "PT30S", "PT1M", "PT15M", "PT2H", "PT24H"})
  void hasTimeForTwoFailuresBeforeTheEnd(Duration lifetime) {
    for (double chance : new double[] {0, 0.5, 0.999999}) {
      RefreshPolicy policy = new RefreshPolicy(null, () -> chance);
      Instant thirdTry =
          policy
              .dueAt(pair(lifetime))
              .plus(policy.retryAfter(1, true, lifetime))
              .plus(policy.retryAfter(2, true, lifetime));
      assertThat(thirdTry).isBefore(RefreshPolicy.unusableAt(pair(lifetime)));
    }
  }

  @Test
  void keepsASecondBetweenExchanges() {
    Duration day = Duration.ofHours(24);
    Instant soon = RefreshPolicy.notBefore(NOW, NOW.minusSeconds(5), day);
    assertThat(soon).isEqualTo(NOW.plusSeconds(1));
    Instant later = RefreshPolicy.notBefore(NOW, NOW.plusSeconds(5), day);
    assertThat(later).isEqualTo(NOW.plusSeconds(5));
    Instant ofShort = RefreshPolicy.notBefore(NOW, NOW, Duration.ofSeconds(2));
    assertThat(ofShort).isEqualTo(NOW.plusMillis(250));
  }

  private static TokenPair pair(Duration lifetime) {
    return TokenPair.of("access", "refresh", NOW, lifetime, 0);
  }
}

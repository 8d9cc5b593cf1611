package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    "1, true, 15000",
    "2, true, 30000",
    "20, true, 300000",
    "1, false, 5000",
    "3, false, 20000",
    "20, false, 60000"
  })
  void backsOffAtMost(int failures, boolean usable, long millis) {
    assertThat(new RefreshPolicy(null, () -> 0.999999).retryAfter(failures, usable).toMillis())
        .isBetween(millis - 1, millis);
    assertThat(new RefreshPolicy(null, () -> 0).retryAfter(failures, usable))
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void keepsASecondBetweenExchanges() {
    assertThat(RefreshPolicy.notBefore(NOW, NOW.minusSeconds(5))).isEqualTo(NOW.plusSeconds(1));
    assertThat(RefreshPolicy.notBefore(NOW, NOW.plusSeconds(5))).isEqualTo(NOW.plusSeconds(5));
  }

  private static TokenPair pair(Duration lifetime) {
    return TokenPair.of("access", "refresh", NOW, lifetime, 0);
  }
}

package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.oauth.TokenPair;
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
    // failures, usable, lifetime, at least, at most
    "1, true, PT2H, 12000, 15000",
    "2, true, PT2H, 24000, 30000",
    "20, true, PT2H, 336000, 420000",
    "1, false, PT2H, 5000, 6250",
    "3, false, PT2H, 20000, 25000",
    "20, false, PT2H, 60000, 75000",
    "1, true, PT24H, 12000, 15000",
    "20, true, PT24H, 336000, 420000",
    "1, true, PT15M, 12000, 15000",
    "20, false, PT15M, 60000, 75000",
    "1, true, PT16S, 1000, 1000",
    "20, false, PT16S, 1066, 1333",
    "20, true, PT2S, 746, 933",
    "1, true, PT2S, 250, 250",
    "1, false, , 5000, 6250"
  })
  void backsOffWithinBounds(
      int failures, boolean usable, Duration lifetime, long least, long most) {
    for (double chance : new double[] {0, 0.999999}) {
      RefreshPolicy policy = new RefreshPolicy(null, () -> chance);
      boolean low = usable == chance > 0;
      assertThat(policy.retryAfter(failures, usable, lifetime).toMillis())
          .isBetween(low ? least : most - 1, low ? least + 1 : most);
    }
  }

  /** Design 3.8, whatever chance says. */
  @ParameterizedTest
  @CsvSource({"true, PT10M, 12", "true, PT1H, 17", "false, PT10M, 16", "false, PT1H, 66"})
  void keepsToTheLimitsInAnOutage(boolean usable, Duration outage, int most) {
    for (double chance : new double[] {0, 0.5, 0.999999}) {
      RefreshPolicy policy = new RefreshPolicy(null, () -> chance);
      int calls = 0;
      for (Duration at = Duration.ZERO;
          at.compareTo(outage) < 0;
          at = at.plus(policy.retryAfter(calls, usable, Duration.ofHours(2)))) {
        calls++;
      }
      assertThat(calls).isLessThanOrEqualTo(most);
    }
  }

  /** Else requests would go out bare before each refresh. */
  @ParameterizedTest
  @CsvSource({"PT2H, PT30S", "PT20S, PT0.5S", "PT2S, PT0S", "PT2H, PT0S"})
  void startsWhileTheTokenIsUsableHoweverShortTheTimeAhead(Duration lifetime, Duration ahead) {
    for (double chance : new double[] {0, 0.5, 0.999999}) {
      RefreshPolicy policy = new RefreshPolicy(ahead, () -> chance);
      assertThat(policy.dueAt(pair(lifetime))).isBefore(RefreshPolicy.unusableAt(pair(lifetime)));
    }
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

package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.oauth.FailureClass;
import io.centraltoken.agent.oauth.TokenPair;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When the next call may be made after the last one. */
class BackOffTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration TWO_HOURS = Duration.ofHours(2);

  private final BackOff backOff = new BackOff(new RefreshPolicy(null, () -> 0.5));
  private final TokenPair pair = TokenPair.of("access", "refresh", NOW, TWO_HOURS, 1);

  @Test
  void isOpenBeforeTheFirstCallAndAtOnceForTheFirstPairOfTheStore() {
    assertThat(backOff.openAt(null)).isEqualTo(Instant.MIN);
    assertThat(backOff.isCallOpen()).isFalse();
    backOff.adopted(pair);
    assertThat(backOff.openAt(null)).isEqualTo(Instant.MIN);
  }

  @Test
  void isClosedForFiveSecondsAfterACallWhosePairIsReplacedByTheStores() {
    backOff.starting(pair, NOW);
    assertThat(backOff.isCallOpen()).isTrue();
    backOff.adopted(pair);
    assertThat(backOff.isCallOpen()).isFalse();
    assertThat(backOff.openAt(null)).isEqualTo(NOW.plusSeconds(5));
  }

  @Test
  void forgetsAllFailuresWithANewPair() {
    backOff.starting(pair, NOW);
    backOff.failed(FailureClass.CONFIGURATION, Duration.ZERO, pair, NOW);
    assertThat(backOff.isClientRejected()).isTrue();
    assertThat(backOff.isFailing()).isTrue();
    assertThat(backOff.openAt(null)).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
    TokenPair successor = TokenPair.of("access-1", "refresh-1", NOW, TWO_HOURS, 2);
    backOff.received(successor, NOW);
    assertThat(backOff.isClientRejected()).isFalse();
    assertThat(backOff.isFailing()).isFalse();
    assertThat(backOff.openAt(null)).as("the floor").isEqualTo(NOW.plusSeconds(1));
  }

  @Test
  void countsAPairThatIsDeadOnArrivalAsAFailure() {
    Instant late = NOW.plus(TWO_HOURS);
    backOff.received(pair, late);
    assertThat(backOff.isFailing()).isTrue();
    assertThat(backOff.openAt(null)).isAfterOrEqualTo(late.plusSeconds(5));
    backOff.received(pair, late);
    assertThat(backOff.openAt(null)).as("doubled").isAfterOrEqualTo(late.plusSeconds(10));
  }

  @Test
  void isClosedByARejectedRefreshTokenNoLongerThanBefore() {
    backOff.starting(pair, NOW);
    backOff.refreshTokenRejected(NOW);
    assertThat(backOff.isCallOpen()).isFalse();
    assertThat(backOff.openAt(null)).isEqualTo(Instant.MIN);
    backOff.adopted(pair);
    assertThat(backOff.openAt(null)).as("of another pair").isEqualTo(NOW.plusSeconds(5));
  }

  @Test
  void triesOnceMoreInTheLastMomentThatTheTokenIsGood() {
    Instant last = RefreshPolicy.lastStart(pair);
    Instant shortlyBefore = last.minusSeconds(2);
    backOff.failed(FailureClass.THROTTLED, Duration.ZERO, pair, shortlyBefore);
    assertThat(backOff.openAt(RefreshPolicy.unusableAt(pair))).isEqualTo(last);
  }

  @Test
  void respectsRetryAfter() {
    backOff.failed(FailureClass.THROTTLED, Duration.ofMinutes(10), pair, NOW);
    assertThat(backOff.openAt(null)).isEqualTo(NOW.plus(Duration.ofMinutes(10)));
  }
}

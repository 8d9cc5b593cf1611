package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * As many seeds as {@code timeline.seeds} says; each is fourteen days of two JVMs, and a failure
 * names the seed that shows it again.
 */
@Tag("long")
class FourteenDaysTest {
  /** A pair lives until 35 % ± 3 % of its two hours are left. */
  private static final int FEWEST_ROTATIONS = 14 * 24 * 60 / (2 * 60);

  private static final int REFRESHES = 14 * 24 * 60 / (2 * 60 * 62 / 100) + 1;

  @Test
  void findNoRequestRejectedAndNoRefreshTokenUsedTwice() {
    int seeds = Integer.getInteger("timeline.seeds", 5);
    List<Fortnight> fortnights =
        LongStream.rangeClosed(1, seeds).parallel().mapToObj(FourteenDaysTest::live).toList();
    System.out.printf(
        "%d times 14 days of two JVMs: %d requests, %d rejected after a lost reply or a kill, at most %d token calls%n",
        seeds,
        fortnights.stream().mapToLong(Fortnight::requests).sum(),
        fortnights.stream().mapToLong(Fortnight::excused).sum(),
        fortnights.stream().mapToInt(Fortnight::tokenCalls).max().orElseThrow());
  }

  private static Fortnight live(long seed) {
    try (SimulatedDays days = new SimulatedDays(seed)) {
      days.run(Duration.ofDays(14));
      assertThat(days.rejectedWithoutExcuse)
          .as("rejected, seed %d:%n%s", seed, days.journal())
          .isZero();
      assertThat(days.gateway.redeemedTwice).as("used twice, seed %d", seed).isZero();
      assertThat(days.gateway.rotations)
          .as("rotations, seed %d", seed)
          .isBetween(FEWEST_ROTATIONS, REFRESHES + days.faultsMet + days.downloads);
      assertThat(days.gateway.tokenCalls)
          .as("token calls, seed %d", seed)
          .isLessThanOrEqualTo(REFRESHES + 5 * days.faultsMet + 2 * days.downloads);
      return new Fortnight(days.requests, days.rejectedWithExcuse, days.gateway.tokenCalls);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private record Fortnight(int requests, int excused, int tokenCalls) {}
}

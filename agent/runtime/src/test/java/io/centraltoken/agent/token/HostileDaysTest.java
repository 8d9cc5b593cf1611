package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * As many seeds as {@code hostile.seeds} says, from {@code hostile.first} on; each is fourteen days
 * of two JVMs. A seed that fails prints its time-line.
 */
@Tag("long")
class HostileDaysTest {
  private static final Duration DAYS = Duration.ofDays(14);

  /** Small seeds of {@link java.util.Random} all begin with the same draws. */
  private static final long MIXED = 0x9E3779B97F4A7C15L;

  @Test
  void holdWhatTheContractSaysAfterEveryStep() {
    long first = Long.getLong("hostile.first", 1);
    assertThatTheyHold(
        MIXED, LongStream.range(first, first + Long.getLong("hostile.seeds", 5)).toArray());
  }

  /**
   * Each has shown a fault of the agent once, latest first; most of them in worlds drawn from the
   * number itself.
   */
  @Test
  void holdWhereAFaultWasOnceFound() {
    assertThatTheyHold(
        1,
        LongStream.of(
                3841, 2673, 598, 464, 246, 239, 237, 197, 187, 146, 139, 135, 124, 103, 98, 95, 63,
                54, 29)
            .limit(Long.getLong("hostile.known", 4))
            .toArray());
    assertThatTheyHold(MIXED, 395, 4019);
  }

  private static void assertThatTheyHold(long factor, long... seeds) {
    List<Fortnight> fortnights =
        LongStream.of(seeds)
            .parallel()
            .mapToObj(seed -> live(seed, factor, HostileWorld.Mutation.NONE))
            .toList();
    System.out.printf(
        "%d hostile fortnights: %d steps, %d token calls, %d faults met%n",
        seeds.length,
        fortnights.stream().mapToLong(Fortnight::steps).sum(),
        fortnights.stream().mapToLong(Fortnight::calls).sum(),
        fortnights.stream().mapToLong(Fortnight::faults).sum());
    String found =
        fortnights.stream()
            .filter(fortnight -> fortnight.violation() != null)
            .map(Fortnight::toString)
            .collect(Collectors.joining("\n\n"));
    assertThat(found).isEmpty();
  }

  /** The kit can fail: with a fault of the past in the agent it does. */
  @ParameterizedTest
  @EnumSource(value = HostileWorld.Mutation.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void findAFaultThatIsPutBack(HostileWorld.Mutation mutation) {
    assertThat(
            LongStream.range(1, 60)
                .mapToObj(seed -> live(seed, MIXED, mutation))
                .filter(fortnight -> fortnight.violation() != null)
                .findFirst())
        .as("a seed that finds it")
        .isPresent();
  }

  private static Fortnight live(long seed, long factor, HostileWorld.Mutation mutation) {
    try (HostileWorld world = new HostileWorld(seed * factor, mutation)) {
      world.run(DAYS);
      return new Fortnight(
          seed,
          world.violation(),
          world.journal(),
          world.steps,
          world.gateway.tokenCalls,
          world.faults);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private record Fortnight(
      long seed, String violation, String journal, int steps, int calls, int faults) {
    @Override
    public String toString() {
      return "seed " + seed + ": " + violation + "\n" + journal;
    }
  }
}

package io.centraltoken.agent.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.token.SettableClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private final SettableClock clock = new SettableClock();
  private final InFlight inFlight = new InFlight(clock, Duration.ofMillis(500));
  private final AtomicInteger readings = new AtomicInteger();

  @Test
  void waitsForTheLastAnswer() {
    inFlight.enter("one");
    inFlight.enter("other");
    clock.beforeReading =
        () -> {
          int reading = readings.incrementAndGet();
          if (reading == 3) {
            inFlight.leave("one");
          } else if (reading == 5) {
            inFlight.leave("other");
          }
        };
    inFlight.settle();
    assertThat(readings).as("looked again until both were answered").hasValueGreaterThan(4);
    assertThat(inFlight.isQuiet(clock.millis())).isTrue();
  }

  @Test
  void waitsNoLongerThanTheTimeOut() {
    inFlight.enter("never answered");
    long began = clock.millis();
    clock.advance(Duration.ofMillis(200));
    clock.beforeReading = () -> clock.advance(Duration.ofMillis(10));
    inFlight.settle();
    assertThat(clock.millis() - began).isBetween(500L, 600L);
  }

  @Test
  void isNotDelayedTwiceByWhatIsNeverAnswered() {
    inFlight.enter("a long poll");
    clock.advance(Duration.ofMillis(500));
    clock.beforeReading = readings::incrementAndGet;
    inFlight.settle();
    assertThat(readings).as("end and now").hasValueLessThanOrEqualTo(2);
  }

  @Test
  void waitsForNothingWhereThatIsAskedFor() {
    InFlight none = new InFlight(clock, Duration.ZERO);
    none.enter("one");
    assertThat(none.isQuiet(clock.millis())).isTrue();
    none.leave("one");
  }
}

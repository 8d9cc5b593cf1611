package io.centraltoken.agent.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.token.SettableClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private final SettableClock clock = new SettableClock();
  private final InFlight inFlight = new InFlight(clock, Duration.ofMillis(500));
  private final WeakIdentityMap<UrlConnectionCall> requests = new WeakIdentityMap<>();
  private final UrlConnectionCall one = new UrlConnectionCall();
  private final UrlConnectionCall other = new UrlConnectionCall();
  private final AtomicInteger readings = new AtomicInteger();

  @BeforeEach
  void watch() {
    inFlight.watch(requests);
    requests.putIfAbsent("one", one);
    requests.putIfAbsent("other", other);
  }

  @Test
  void waitsForTheLastAnswer() {
    one.given(clock.millis());
    other.given(clock.millis());
    clock.beforeReading =
        () -> {
          int reading = readings.incrementAndGet();
          if (reading == 3) {
            one.answered();
          } else if (reading == 5) {
            other.answered();
          }
        };
    inFlight.settle();
    assertThat(readings).as("looked again until both were answered").hasValueGreaterThan(4);
    assertThat(inFlight.isQuiet(clock.millis())).isTrue();
  }

  @Test
  void waitsForTheRequestsOfEachClient() {
    WeakIdentityMap<UrlConnectionCall> ofAnother = new WeakIdentityMap<>();
    inFlight.watch(ofAnother);
    UrlConnectionCall call = new UrlConnectionCall();
    ofAnother.putIfAbsent("another client's", call);
    call.given(clock.millis());
    assertThat(inFlight.isQuiet(clock.millis())).isFalse();
    call.answered();
    assertThat(inFlight.isQuiet(clock.millis())).isTrue();
  }

  @Test
  void waitsNoLongerThanTheTimeOut() {
    one.given(clock.millis());
    long began = clock.millis();
    clock.advance(Duration.ofMillis(200));
    clock.beforeReading = () -> clock.advance(Duration.ofMillis(10));
    inFlight.settle();
    assertThat(clock.millis() - began).isBetween(500L, 600L);
  }

  @Test
  void isNotDelayedTwiceByWhatIsNeverAnswered() {
    one.given(clock.millis());
    clock.advance(Duration.ofMillis(500));
    clock.beforeReading = readings::incrementAndGet;
    inFlight.settle();
    assertThat(readings).as("end and now").hasValueLessThanOrEqualTo(2);
  }

  @Test
  void waitsForNothingWhereThatIsAskedFor() {
    InFlight none = new InFlight(clock, Duration.ZERO);
    none.watch(requests);
    one.given(clock.millis());
    assertThat(none.isQuiet(clock.millis())).isTrue();
  }
}

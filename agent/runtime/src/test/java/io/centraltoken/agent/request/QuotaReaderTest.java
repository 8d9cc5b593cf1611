package io.centraltoken.agent.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.token.SettableClock;
import io.centraltoken.agent.token.TokenState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuotaReaderTest {
  private static final Map<String, List<String>> SIX_LEFT =
      Map.of("X-RateLimit-Remaining-second", List.of("6"));

  private final SettableClock clock = new SettableClock();
  private final RecordedRequests events = new RecordedRequests();
  private final QuotaReader reader = new QuotaReader(state(), events);

  private TokenState state() {
    InFlight inFlight = new InFlight(clock, Duration.ZERO);
    return new TokenState(clock, Duration.ZERO, Duration.ZERO, inFlight);
  }

  @Test
  void readsTheFirstResponseAndThenOneASecond() {
    assertThat(reader.isDue()).isTrue();
    reader.read(SIX_LEFT);
    assertThat(reader.isDue()).isFalse();
    clock.advance(Duration.ofMillis(999));
    assertThat(reader.isDue()).isFalse();
    clock.advance(Duration.ofMillis(1));
    assertThat(reader.isDue()).isTrue();
    assertThat(events.events()).containsExactly("quota 6 of a second");
  }

  @Test
  void tellsNothingOfAResponseThatSaysNothing() {
    reader.read(Map.of());
    assertThat(events.events()).isEmpty();
    assertThat(reader.isDue()).as("as often as the others").isFalse();
  }
}

package io.centraltoken.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UtcTimeTest {
  @Test
  void writesWhatInstantWrites() {
    Duration step = Duration.ofSeconds(17 * 3600 + 1234 * 60 + 7);
    Instant end = Instant.parse("2401-01-02T00:00:00Z");
    for (Instant time = Instant.EPOCH; time.isBefore(end); time = time.plus(step)) {
      assertThat(UtcTime.of(time.toEpochMilli() + 999)).isEqualTo(time.toString());
    }
  }
}

package io.centraltoken.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.token.TokenPair;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventLogTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final Log log = Log.to(new PrintStream(written, true));
  private final EventLog events = new EventLog(log, new RequestEvents(log));

  @Test
  void saysEachCauseOnceInWhateverOrderTheyAlternate() {
    for (int i = 0; i < 10; i++) {
      events.refreshFailed("no network", Duration.ZERO, true);
      events.fault(new IllegalStateException("MARKER"));
      events.putOff("the disk is full");
    }
    assertThat(lines()).hasSize(3);
    assertThat(lines().get(1))
        .contains("java.lang.IllegalStateException at io.centraltoken.agent.runtime.EventLogTest.")
        .doesNotContain("MARKER");
  }

  @Test
  void saysItAgainAfterATokenCame() {
    events.refreshFailed("no network", Duration.ZERO, true);
    events.refreshed(TokenPair.of("access", "refresh", Instant.EPOCH, Duration.ofHours(2), 1));
    events.refreshFailed("no network", Duration.ZERO, true);
    assertThat(lines()).filteredOn(line -> line.contains("no network")).hasSize(2);
  }

  private List<String> lines() {
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }
}

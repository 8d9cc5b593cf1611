package io.centraltoken.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.oauth.TokenPair;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventLogTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final Log log = Log.to(new PrintStream(written, true), false);
  private final EventLog events =
      new EventLog(log, new RequestEvents(log), new HookEvents(log), new File("agent.jar"));

  @Test
  void saysEachCauseOnceInWhateverOrderTheyAlternate() {
    for (int i = 0; i < 10; i++) {
      events.refreshFailed("no network", Duration.ZERO, true);
      events.fault(new IllegalStateException("MARKER"));
      events.putOff("the disk is full");
    }
    assertThat(lines()).hasSize(3);
    assertThat(lines().get(1))
        .contains("java.lang.IllegalStateException at io.centraltoken.agent.observe.EventLogTest.")
        .doesNotContain("MARKER");
  }

  @Test
  void saysItAgainAfterATokenCame() {
    events.refreshFailed("no network", Duration.ZERO, true);
    events.refreshed(TokenPair.of("access", "refresh", Instant.EPOCH, Duration.ofHours(2), 1));
    events.refreshFailed("no network", Duration.ZERO, true);
    assertThat(lines()).filteredOn(line -> line.contains("no network")).hasSize(2);
  }

  /** No warning, because it may be the fault of a single request. */
  @Test
  void saysOnceThatAFreshTokenIsRejected() {
    events.freshTokenRejected();
    events.freshTokenRejected();
    assertThat(lines())
        .singleElement()
        .asString()
        .contains(" INFO the gateway rejects a token that was made just now,");
  }

  @Test
  void saysOnceForEachTokenThatRequestsWaitInVain() {
    RequestEvents requests = new RequestEvents(log);
    EventLog sharing = new EventLog(log, requests, new HookEvents(log), new File("agent.jar"));
    requests.waitedInVain();
    requests.waitedInVain();
    assertThat(lines()).hasSize(1);
    sharing.refreshed(TokenPair.of("access", "refresh", Instant.EPOCH, Duration.ofHours(2), 1));
    requests.waitedInVain();
    assertThat(lines()).filteredOn(line -> line.contains("for a token for as long as")).hasSize(2);
  }

  @Test
  void saysOnceThatNoRequestGotATokenForTenMinutes() {
    events.report(Instant.EPOCH);
    events.report(Instant.EPOCH.plusSeconds(599));
    assertThat(lines()).isEmpty();
    events.report(Instant.EPOCH.plusSeconds(600));
    events.report(Instant.EPOCH.plusSeconds(1200));
    assertThat(lines()).singleElement().asString().contains("INFO no request got a token in the");
  }

  @Test
  void doesNotSpeakOfSilenceWhereARequestGotAToken() {
    RequestEvents requests = new RequestEvents(log);
    requests.injected();
    requests.reportSilence(Instant.EPOCH);
    requests.reportSilence(Instant.EPOCH.plusSeconds(600));
    assertThat(lines()).isEmpty();
  }

  private List<String> lines() {
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }
}

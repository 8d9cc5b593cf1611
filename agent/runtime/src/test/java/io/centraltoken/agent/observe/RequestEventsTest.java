package io.centraltoken.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.request.Quota;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestEventsTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final RequestEvents events =
      new RequestEvents(Log.to(new PrintStream(written, true, StandardCharsets.UTF_8), false));

  /** The integration tests forbid these words. */
  @Test
  void saysTheFirstFailureOfAHookWithoutItsMessage() {
    events.suppressed(new IllegalStateException("MARKER"));
    events.suppressed(new IllegalArgumentException("MARKER"));
    assertThat(lines())
        .singleElement()
        .asString()
        .contains(" ERROR a hook failed and left its request alone")
        .endsWith("java.lang.IllegalStateException");
  }

  @Test
  void countsEachKind() {
    events.injected();
    events.injected();
    events.held();
    events.replayed();
    events.notReplayable();
    events.suppressed(new IllegalStateException());
    assertThat(events)
        .hasToString(
            "requests so far: 2 with a token, 1 held, 1 replayed, 1 rejected and not replayable,"
                + " 1 hook errors");
  }

  @Test
  void warnsOnceADayWhenATenthOfTheCallsIsLeft() {
    events.quota(ofDay("501"));
    assertThat(lines()).isEmpty();
    events.quota(ofDay("500"));
    events.quota(ofDay("499"));
    events.quota(ofSecond());
    events.quota(ofDay("498"));
    assertThat(lines())
        .singleElement()
        .asString()
        .contains(
            " WARN 500 of the account's 5000 calls are left until 2026-11-28T00:00:00Z; after the");
    events.quota(ofDay("5000"));
    events.quota(ofDay("0"));
    assertThat(lines()).hasSize(2);
  }

  private static Quota ofDay(String remaining) {
    return Quota.of(
        Map.of(
            "X-RateLimit-Limit-day", List.of("5000"),
            "X-RateLimit-Remaining-day", List.of(remaining)),
        Instant.parse("2026-11-27T12:00:00Z"));
  }

  private static Quota ofSecond() {
    return Quota.of(Map.of("ratelimit-remaining", List.of("7")), Instant.EPOCH);
  }

  @Test
  void saysOnceWhereTheTokenThreadHangs() {
    events.tokenThreadStuck("java.io.FileInputStream.open0");
    events.tokenThreadStuck("java.io.FileInputStream.open0");
    assertThat(lines())
        .singleElement()
        .asString()
        .contains(
            " ERROR the token thread hangs in java.io.FileInputStream.open0 and refreshes no");
  }

  @Test
  void namesOnceTheOtherHostThatAnswersAsTheGatewayDoes() {
    events.rejectedElsewhere("https://alias.example", 8443);
    events.rejectedElsewhere("https://alias.example", -1);
    assertThat(lines())
        .singleElement()
        .asString()
        .contains(" INFO https://alias.example:8443 rejects");
  }

  @Test
  void warnsOnceOfATokenInTheQuery() {
    events.otherTokenInQuery();
    events.otherTokenInQuery();
    assertThat(lines()).singleElement().asString().contains("central.query.token=replace");
  }

  private List<String> lines() {
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }
}

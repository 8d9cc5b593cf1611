package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.oauth.FailureClass;
import io.centraltoken.agent.oauth.TokenPair;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What somebody sees who only looks at the store. */
class StoreReportTest {
  private static final Instant MADE = Instant.parse("2026-11-28T08:00:00Z");
  private static final TokenPair PAIR =
      TokenPair.of("access", "refresh", MADE, Duration.ofHours(2), 3);

  private ExchangeNotes notes = ExchangeNotes.NONE;

  @Test
  void isValidAsLongAsTheTokenIsUsable() {
    StoreReport report = after(Duration.ofMinutes(90));
    assertThat(report.status()).isEqualTo(TokenStatus.VALID);
    assertThat(report.accessTokenLeft()).isEqualTo(Duration.ofMinutes(30));
    assertThat(report.refreshTokenLeft()).isEqualTo(Duration.ofDays(14).minusMinutes(90));
    assertThat(report.lastRefreshTime()).isNull();
    assertThat(report.lastRefreshOutcome()).isNull();
    assertThat(after(Duration.ofHours(2)).status()).isEqualTo(TokenStatus.EXPIRED);
    assertThat(after(Duration.ofMinutes(121)).accessTokenLeft()).isZero();
  }

  @Test
  void needsAPersonWhenTheRefreshTokenIsOverOrRejected() {
    assertThat(after(Duration.ofDays(14).plusSeconds(1)).status()).isEqualTo(TokenStatus.REJECTED);
    assertThat(after(Duration.ofDays(14).minusSeconds(1)).status()).isEqualTo(TokenStatus.EXPIRED);
    notes = ExchangeNotes.NONE.withRejected(PAIR);
    assertThat(after(Duration.ofMinutes(1)).status()).isEqualTo(TokenStatus.REJECTED);
    assertThat(withLogin(Duration.ofMinutes(1)).status()).isEqualTo(TokenStatus.VALID);
    assertThat(withLogin(Duration.ofHours(3)).status()).isEqualTo(TokenStatus.EXPIRED);
  }

  @Test
  void needsAPersonWhereThereIsNoPair() {
    StoredState none = StoredState.without(new IOException("it is missing"), notes, null);
    StoreReport report = StoreReport.of(none, false, MADE);
    assertThat(report.status()).isEqualTo(TokenStatus.REJECTED);
    assertThat(report.pair()).isNull();
    assertThat(report.problem()).hasMessage("it is missing");
    assertThat(report.accessTokenLeft()).isZero();
    assertThat(report.refreshTokenLeft()).isZero();
    assertThat(StoreReport.of(none, true, MADE).status()).isEqualTo(TokenStatus.STARTING);
  }

  @Test
  void isRetryingAfterAFailedExchangeOfThisPair() {
    notes = ExchangeNotes.NONE.after(FailureClass.PRE_SEND, MADE.plusSeconds(60));
    StoreReport report = after(Duration.ofMinutes(2));
    assertThat(report.status()).isEqualTo(TokenStatus.RETRYING);
    assertThat(report.lastRefreshTime()).isEqualTo(MADE.plusSeconds(60));
    assertThat(report.lastRefreshOutcome()).isEqualTo("pre_send");
    notes = ExchangeNotes.NONE.after(FailureClass.PRE_SEND, MADE.minusSeconds(60));
    assertThat(after(Duration.ofMinutes(2)).status())
        .as("it was of an earlier pair")
        .isEqualTo(TokenStatus.VALID);
  }

  @Test
  void isRefreshingWhileAnExchangeMayRun() {
    notes = ExchangeNotes.NONE.withIntent(PAIR, MADE.plusSeconds(60), "process 1");
    assertThat(after(Duration.ofSeconds(61)).status()).isEqualTo(TokenStatus.REFRESHING);
    assertThat(after(Duration.ofSeconds(181)).status())
        .as("the process was killed meanwhile")
        .isEqualTo(TokenStatus.VALID);
  }

  @Test
  void namesTheProcessThatMadeTheLastExchange() {
    notes = ExchangeNotes.NONE.ended(Outcome.received(MADE, "process 4711"));
    StoreReport report = after(Duration.ofMinutes(1));
    assertThat(report.status()).isEqualTo(TokenStatus.VALID);
    assertThat(report.lastRefreshOutcome()).isEqualTo("new pair (process 4711)");
  }

  /** As somebody may have written it by hand. */
  @Test
  void showsNoTimeThatIsNone() {
    notes = ExchangeNotes.of(null, "yesterday", null, java.util.List.of());
    StoreReport report = after(Duration.ofMinutes(1));
    assertThat(report.lastRefreshTime()).isNull();
    assertThat(report.lastRefreshOutcome()).isEqualTo("yesterday");
    assertThat(report.status()).isEqualTo(TokenStatus.VALID);
  }

  private StoreReport after(Duration time) {
    return StoreReport.of(StoredState.of(PAIR, notes, false, null), false, MADE.plus(time));
  }

  private StoreReport withLogin(Duration time) {
    return StoreReport.of(StoredState.of(PAIR, notes, false, null), true, MADE.plus(time));
  }
}

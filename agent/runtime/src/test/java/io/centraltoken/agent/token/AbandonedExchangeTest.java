package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.oauth.TokenPair;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An exchange that another process has begun, and may never end: it was killed meanwhile. */
class AbandonedExchangeTest extends RefresherBench {
  private final SharedStore shared = new SharedStore(store, listener, time, "test");
  private final TokenPair present = pair("0");

  @BeforeEach
  void begin() throws Exception {
    store.pair = present;
    note(ExchangeNotes.NONE.withIntent(present, clock.instant(), "process 1"));
  }

  @Test
  void isSeenOnceWhenNobodyHoldsTheClaim() throws Exception {
    store.claimedByOther = true;
    assertThat(isAbandoned()).as("it runs").isFalse();
    store.claimedByOther = false;
    assertThat(isAbandoned()).isTrue();
    assertThat(store.isClaimed()).as("the claim is given back").isFalse();
    assertThat(isAbandoned()).as("said already").isFalse();
    note(ExchangeNotes.NONE.withIntent(present, clock.instant(), "process 2"));
    assertThat(isAbandoned()).as("another one").isTrue();
  }

  @Test
  void isNoneWhereTheExchangeHasEnded() throws Exception {
    note(ExchangeNotes.NONE);
    assertThat(isAbandoned()).isFalse();
    ExchangeNotes begun = ExchangeNotes.NONE.withIntent(present, clock.instant(), "process 1");
    note(begun.unanswered(Outcome.of(clock.instant(), "ambiguous")));
    assertThat(isAbandoned()).as("the process has told that it has no answer").isFalse();
  }

  @Test
  void isNoneOfAnotherPairOrOfARejectedOne() throws Exception {
    assertThat(shared.isAbandoned(null, clock.instant())).isFalse();
    assertThat(shared.isAbandoned(pair("other"), clock.instant())).isFalse();
    note(store.notes.withRejected(present));
    assertThat(isAbandoned()).isFalse();
  }

  private boolean isAbandoned() {
    return shared.isAbandoned(present, clock.instant());
  }

  private void note(ExchangeNotes notes) throws Exception {
    store.notes = notes;
    shared.load();
  }
}

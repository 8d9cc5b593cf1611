package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.oauth.FailureClass;
import io.centraltoken.agent.oauth.TokenPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an exchange leaves in the store for the next start and for siblings. */
class ExchangeNotesTest extends RefresherBench {
  private static final Duration UNTIL_DUE = Duration.ofMinutes(78);
  private static final String REJECTION =
      "{\"error_description\":\"Invalid refresh_token\",\"error\":\"invalid_request\"}";

  @Test
  void notesTheIntentBeforeItSends() {
    start();
    TokenPair old = store.pair;
    boolean[] open = new boolean[1];
    transport.pair("1", 7200).beforeReply = () -> open[0] = store.notes.isOpen(old) && settled == 1;
    clock.advance(UNTIL_DUE);
    run();
    assertThat(open[0]).as("and after what carries the old token is answered").isTrue();
    assertThat(store.notes.intent()).isNull();
    assertThat(store.notes.lastOutcome()).isEqualTo(clock.instant() + " new pair (test)");
  }

  /** The JVM died between the call and its reply: the pair may be dead, so that is found out. */
  @Test
  void triesAtOnceWhatWasBegunAndNeverAnswered() {
    store.pair = pair("0");
    store.notes = ExchangeNotes.NONE.withIntent(store.pair, clock.instant(), "process 1");
    transport.reply(400, REJECTION);
    run();
    assertThat(transport.posted).hasSize(1);
    assertThat(listener.events)
        .containsExactly(
            "loaded 0",
            "rejected: the token endpoint rejected the refresh token (400), after an exchange that was never answered");
  }

  @Test
  void leavesTheIntentOpenOnlyWhereNobodyKnows() {
    start();
    clock.advance(UNTIL_DUE);
    transport.fail(FailureClass.AMBIGUOUS);
    run();
    assertThat(store.notes.isOpen(store.pair)).isTrue();
    transport.fail(FailureClass.PRE_SEND);
    clock.advance(Duration.ofMinutes(1));
    run();
    assertThat(store.notes.isOpen(store.pair)).isFalse();
  }

  @Test
  void sendsNoRejectedTokenAgainAfterARestart() {
    store.pair = pair("0");
    store.notes = ExchangeNotes.NONE.withRejected(store.pair);
    clock.advance(Duration.ofHours(3));
    assertThat(run()).isEqualTo(Duration.ofSeconds(5));
    run();
    assertThat(transport.posted).isEmpty();
    assertThat(listener.events)
        .containsExactly(
            "loaded 0", "rejected: the token endpoint has rejected this refresh token before");
    store.pair = pair("download");
    run();
    assertThat(state.authorization()).isEqualTo("Bearer access-download");
  }

  @Test
  void sendsNoTokenThatASiblingSawRejected() {
    start();
    clock.advance(UNTIL_DUE);
    store.notes = store.notes.withRejected(store.pair);
    run();
    assertThat(transport.posted).isEmpty();
    assertThat(state.authorization()).as("usable until it ends").isEqualTo("Bearer access-0");
  }

  @Test
  void asksForNoPairThatItCouldNotStoreWhileItHasATime() {
    start();
    store.noRoom = true;
    clock.advance(UNTIL_DUE);
    assertThat(run()).isEqualTo(Duration.ofSeconds(5));
    assertThat(transport.posted).isEmpty();
    assertThat(state.authorization()).isEqualTo("Bearer access-0");
    assertThat(listener.events)
        .containsExactly("loaded 0", "put off: java.io.IOException: no room");
    transport.pair("1", 7200);
    store.noRoom = false;
    clock.advance(Duration.ofSeconds(5));
    run();
    assertThat(store.pair.accessToken()).isEqualTo("access-1");
  }

  @Test
  void looksAgainBeforeAShortTokenEnds() {
    store.noRoom = true;
    store.pair = TokenPair.of("a", "r", clock.instant(), Duration.ofSeconds(4), 0);
    run();
    clock.advance(Duration.ofMillis(2600));
    assertThat(run()).isEqualTo(Duration.ofMillis(700));
    boolean[] usable = new boolean[1];
    transport.pair("1", 4).beforeReply = () -> usable[0] = state.isUsable();
    clock.advance(Duration.ofMillis(700));
    run();
    assertThat(usable[0]).as("while the old one still was").isTrue();
    assertThat(state.authorization()).isEqualTo("Bearer access-1");
  }

  @Test
  void triesOnceMoreWhileTheTokenIsGood() {
    start();
    clock.advance(Duration.ofMinutes(119).minusMillis(2500));
    transport.fail(FailureClass.PRE_SEND);
    assertThat(run()).as("not the back-off of 12 s").isEqualTo(Duration.ofMillis(1500));
    transport.fail(FailureClass.PRE_SEND);
    clock.advance(Duration.ofMillis(1500));
    assertThat(run()).as("only once").isEqualTo(Duration.ofMillis(11_250));
  }

  @Test
  void putsServiceFirstWhenItsTokenEnds() {
    start();
    store.noRoom = true;
    store.full = true;
    clock.advance(Duration.ofMinutes(119));
    transport.pair("1", 7200);
    run();
    assertThat(state.authorization()).isEqualTo("Bearer access-1");
    assertThat(store.pair.accessToken()).isEqualTo("access-0");
  }

  @Test
  void saysAtTheStartWhatWouldKeepItFromStoring() {
    store.noRoom = true;
    start();
    run();
    assertThat(listener.events)
        .containsExactly("loaded 0", "put off: java.io.IOException: no room");
  }

  private void start() {
    store.pair = pair("0");
    run();
  }

  @Test
  void areEqualWhereAllTheirTextsAre() {
    ExchangeNotes notes = ExchangeNotes.of("a", "b", "c", List.of("d"));
    assertThat(notes)
        .isEqualTo(ExchangeNotes.of("a", "b", "c", List.of("d")))
        .hasSameHashCodeAs(ExchangeNotes.of("a", "b", "c", List.of("d")))
        .isNotEqualTo(ExchangeNotes.of("x", "b", "c", List.of("d")))
        .isNotEqualTo(ExchangeNotes.of("a", null, "c", List.of("d")))
        .isNotEqualTo(ExchangeNotes.of("a", "b", "x", List.of("d")))
        .isNotEqualTo(ExchangeNotes.of("a", "b", "c", List.of()))
        .isNotEqualTo("a");
    assertThat(notes.hashCode()).isNotEqualTo(ExchangeNotes.NONE.hashCode());
  }

  /** Other text than an agent's own, changed by hand or by another version. */
  @Test
  void takeTimesThatCannotBeReadForLongAgo() {
    ExchangeNotes changed = ExchangeNotes.of(null, null, "yesterday 1234", List.of());
    assertThat(changed.lastLogin("id")).isEqualTo(Instant.EPOCH);
    assertThat(ExchangeNotes.of(null, null, "nothing", List.of()).lastLogin("id"))
        .isEqualTo(Instant.EPOCH);
    assertThat(ExchangeNotes.NONE.isAnswerToRejection(pair("0"))).isFalse();
    assertThat(
            ExchangeNotes.NONE
                .ended(Outcome.received(clock.instant(), "process 1"))
                .isAnswerToRejection(pair("0")))
        .isFalse();
    assertThat(
            ExchangeNotes.NONE
                .ended(Outcome.receivedForRejection(pair("0"), clock.instant(), "process 1"))
                .isAnswerToRejection(pair("0")))
        .isTrue();
  }
}

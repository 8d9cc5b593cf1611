package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.oauth.TokenPair;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gateway rejects a token that looked usable: what the token thread does for it. */
class RejectedTokenTest extends RefresherBench {
  private static final Duration AN_HOUR = Duration.ofHours(1);

  @BeforeEach
  void begin() {
    store.pair = pair("0");
    run();
    clock.advance(AN_HOUR);
    listener.events.clear();
  }

  @Test
  void isReplacedOnceAndASecondRejectionIsOnlyReported() {
    transport.pair("1", 7200);
    assertThat(refresher.rejected()).isEqualTo(TokenRefresher.Rejection.DEALT_WITH);
    assertThat(store.notes.isAnswerToRejection(state.pair())).isTrue();
    assertThat(refresher.rejected()).isEqualTo(TokenRefresher.Rejection.OF_FRESH_TOKEN);
    assertThat(listener.events).containsExactly("refreshed 1", "fresh token rejected");
    assertThat(transport.posted).hasSize(1);
    clock.advance(Duration.ofMinutes(5));
    transport.pair("2", 7200);
    assertThat(refresher.rejected()).isEqualTo(TokenRefresher.Rejection.DEALT_WITH);
    assertThat(state.present()).isEqualTo("Bearer access-2");
  }

  /** A sibling may have asked for it: its notes tell. */
  @Test
  void isNotReplacedWhereItAnsweredTheRejectionThatASiblingMet() {
    TokenPair siblings = rotated("s");
    store.notes =
        ExchangeNotes.NONE.ended(
            Outcome.receivedForRejection(siblings, clock.instant(), "process 1"));
    store.pair = siblings;
    run();
    assertThat(refresher.rejected()).isEqualTo(TokenRefresher.Rejection.OF_FRESH_TOKEN);
    assertThat(transport.posted).isEmpty();
  }

  @Test
  void isSaidWhereAnotherCallMustWait() {
    transport.reply(503, "");
    refresher.rejected();
    listener.events.clear();
    clock.advance(Duration.ofSeconds(1));
    assertThat(refresher.rejected()).isEqualTo(TokenRefresher.Rejection.DEALT_WITH);
    assertThat(listener.retryAfter).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
    assertThat(listener.events)
        .containsExactly(
            "failed, unusable: the gateway rejects the present token, and another call must wait");
    assertThat(transport.posted).hasSize(1);
  }

  @Test
  void waitsForTheSiblingThatIsAtIt() {
    store.claimedByOther = true;
    assertThat(refresher.rejected()).isEqualTo(TokenRefresher.Rejection.WAITS_FOR_OTHER);
    assertThat(state.isRunning()).isTrue();
    store.claimedByOther = false;
    transport.pair("1", 7200);
    clock.advance(Duration.ofMillis(100));
    run();
    assertThat(state.isRunning()).isFalse();
    assertThat(state.present()).isEqualTo("Bearer access-1");
  }

  /** The sibling's call came between this one's look into the store and its claim. */
  @Test
  void takesThePairThatASiblingHasStoredJustNow() {
    int[] loads = {0};
    TokenPair siblings = rotated("s");
    store.beforeLoad =
        () -> {
          if (++loads[0] == 2) {
            store.pair = siblings;
          }
        };
    assertThat(refresher.rejected()).isEqualTo(TokenRefresher.Rejection.DEALT_WITH);
    assertThat(state.present()).isEqualTo("Bearer access-s");
    assertThat(state.isRunning()).isFalse();
    assertThat(transport.posted).isEmpty();
  }

  /** A stored token that has ended, while limits forbid a call: requests must know at once. */
  @Test
  void saysThatAStoredTokenHasExpiredAndNoCallMayBeMade() {
    transport.reply(503, "");
    refresher.rejected();
    listener.events.clear();
    store.pair = pair("e").withObtainedAt(clock.instant().minusSeconds(7200));
    run();
    assertThat(listener.events)
        .containsExactly(
            "loaded 0", "failed, unusable: the stored token has expired, and a call must wait");
  }
}

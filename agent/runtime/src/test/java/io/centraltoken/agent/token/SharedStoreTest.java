package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.oauth.TokenPair;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Others use the store too: siblings of the host, people, and tools that mean well. */
class SharedStoreTest extends RefresherBench {
  private static final Duration UNTIL_DUE = Duration.ofMinutes(78);

  @BeforeEach
  void begin() {
    store.pair = pair("0");
    run();
    listener.events.clear();
  }

  @Test
  void takesTheSiblingsPairInsteadOfRedeemingTheOldOneAgain() {
    clock.advance(UNTIL_DUE);
    store.pair = pair("sibling");
    assertThat(run()).isEqualTo(UNTIL_DUE);
    assertThat(transport.posted).isEmpty();
    assertThat(state.authorization()).isEqualTo("Bearer access-sibling");
  }

  @Test
  void waitsForTheSiblingThatIsAtIt() {
    store.claimedByOther = true;
    clock.advance(UNTIL_DUE);
    assertThat(run()).isEqualTo(Duration.ofMillis(100));
    clock.advance(Duration.ofMillis(100));
    store.claimedByOther = false;
    store.pair = pair("sibling");
    run();
    assertThat(transport.posted).isEmpty();
    assertThat(state.authorization()).isEqualTo("Bearer access-sibling");
  }

  @Test
  void exchangesItselfWhenTheSiblingHasNot() {
    store.claimedByOther = true;
    clock.advance(UNTIL_DUE);
    run();
    store.claimedByOther = false;
    transport.pair("own", 7200);
    clock.advance(Duration.ofMillis(100));
    int claims = store.released;
    run();
    assertThat(state.authorization()).isEqualTo("Bearer access-own");
    assertThat(store.released).isEqualTo(claims + 1);
  }

  @Test
  void goesOnWithoutClaimsAfterOneWarning() {
    store.noClaims = true;
    for (String name : new String[] {"1", "2"}) {
      transport.pair(name, 7200);
      clock.advance(UNTIL_DUE);
      run();
    }
    assertThat(state.authorization()).isEqualTo("Bearer access-2");
    assertThat(listener.events)
        .containsExactly("unclaimable: no room for claims", "refreshed 1", "refreshed 2");
  }

  @Test
  void seesNewsBeforeItsTime() {
    assertThat(refresher.storeHasNews()).isFalse();
    store.pair = pair("new");
    assertThat(refresher.storeHasNews()).isTrue();
    run();
    assertThat(refresher.storeHasNews()).isFalse();
    assertThat(state.authorization()).isEqualTo("Bearer access-new");
    assertThat(listener.events).containsExactly("loaded 0");
    store.pair = null;
    assertThat(refresher.storeHasNews()).as("an unreadable moment is no news").isFalse();
  }

  /** The token thread must outlive whatever a store throws, and show nothing of its message. */
  @Test
  void survivesAFaultOfTheStore() {
    store.beforeLoad =
        () -> {
          throw new IllegalStateException("MARKER");
        };
    assertThat(refresher.storeHasNews()).isTrue();
    assertThat(run()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(7));
    assertThat(listener.events)
        .singleElement()
        .asString()
        .startsWith("failed, usable: internal error: java.lang.IllegalStateException at ")
        .doesNotContain("MARKER");
    assertThat(listener.retryAfter).isEqualTo(Duration.ofSeconds(5));
    assertThat(state.authorization()).isEqualTo("Bearer access-0");
  }

  @Test
  void putsThePresentPairBackOverAnOldCopy() {
    transport.pair("1", 7200);
    clock.advance(UNTIL_DUE);
    run();
    TokenPair present = store.pair;
    store.pair = pair("0");
    assertThat(refresher.storeHasNews()).isTrue();
    run();
    assertThat(store.pair).isSameAs(present);
    assertThat(state.authorization()).isEqualTo("Bearer access-1");
    assertThat(listener.events).containsExactly("refreshed 1", "overwritten");
  }

  /** The store knows from its own copy what came before, also across a restart. */
  @Test
  void putsThePresentPairBackWhereTheStoreSaysSo() {
    store.stale = true;
    assertThat(refresher.storeHasNews()).isTrue();
    store.claimedByOther = true;
    run();
    assertThat(listener.events).as("a sibling is writing").isEmpty();
    store.claimedByOther = false;
    run();
    assertThat(listener.events).containsExactly("overwritten");
    assertThat(refresher.storeHasNews()).isFalse();
  }

  @Test
  void letsThePersonWinWhoIsFasterThanTheReply() {
    TokenPair download = pair("download");
    transport.pair("1", 7200).beforeReply = () -> store.pair = download;
    clock.advance(UNTIL_DUE);
    run();
    assertThat(store.pair).isSameAs(download);
    assertThat(state.authorization()).isEqualTo("Bearer access-download");
  }

  @Test
  void goesOnRefreshingWhatItCannotStore() {
    store.full = true;
    transport.pair("1", 7200).pair("2", 7200);
    clock.advance(UNTIL_DUE);
    assertThat(run()).isEqualTo(Duration.ofSeconds(5));
    clock.advance(UNTIL_DUE);
    run();
    assertThat(state.authorization()).isEqualTo("Bearer access-2");
    store.full = false;
    clock.advance(Duration.ofSeconds(5));
    run();
    assertThat(store.pair.accessToken()).isEqualTo("access-2");
  }

  @Test
  void takesADownloadWhileItsOwnPairIsUnstored() {
    store.full = true;
    transport.pair("1", 7200);
    clock.advance(UNTIL_DUE);
    run();
    store.full = false;
    store.pair = pair("download");
    assertThat(refresher.storeHasNews()).isTrue();
    run();
    assertThat(state.authorization()).isEqualTo("Bearer access-download");
    assertThat(store.pair.accessToken()).isEqualTo("access-download");
  }

  /** The gateway made it later, so that its own is dead. */
  @Test
  void takesALaterPairOfASiblingWhileItsOwnIsUnstored() {
    store.full = true;
    transport.pair("1", 7200);
    clock.advance(UNTIL_DUE);
    run();
    store.full = false;
    clock.advance(Duration.ofSeconds(10));
    store.pair = rotated("sibling");
    store.after = false;
    run();
    assertThat(store.pair.accessToken()).isEqualTo("access-sibling");
    assertThat(state.authorization()).isEqualTo("Bearer access-sibling");
  }

  /** It may be the one that the gateway knows; no request carries it before that is certain. */
  @Test
  void goesBackToThePairThatARejectedOneHasDisplaced() {
    transport.pair("1", 7200);
    clock.advance(UNTIL_DUE);
    run();
    store.pair = pair("download");
    run();
    assertThat(state.present()).isEqualTo("Bearer access-download");
    clock.advance(UNTIL_DUE);
    transport.reply(400, "{\"error_description\":\"Invalid refresh_token\"}").pair("2", 7200);
    listener.events.clear();
    run();
    assertThat(listener.events).first().isEqualTo("loaded 1");
    assertThat(state.pair().accessToken()).isEqualTo("access-1");
    assertThat(state.present()).isNull();
    clock.advance(Duration.ofSeconds(5));
    run();
    assertThat(transport.posted.get(2)).hasParameter("refresh_token", "refresh-1");
    assertThat(state.present()).isEqualTo("Bearer access-2");
  }

  @Test
  void doesNotGoBackToAPairThatASiblingHasRedeemed() {
    transport.pair("1", 7200);
    clock.advance(UNTIL_DUE);
    run();
    store.pair = rotated("sibling");
    store.redeemed = true;
    clock.advance(Duration.ofSeconds(10));
    run();
    clock.advance(UNTIL_DUE);
    transport.reply(400, "{\"error_description\":\"Invalid refresh_token\"}");
    run();
    assertThat(state.pair().accessToken()).isEqualTo("access-sibling");
    assertThat(listener.events).last().asString().startsWith("rejected");
  }

  /** Its clock was behind: what it stored looks older than it is. */
  @Test
  void takesThePairForWhichASiblingHasRedeemedItsRefreshToken() {
    store.pair = rotated("sibling").withObtainedAt(clock.instant().minusSeconds(600));
    store.after = false;
    store.redeemed = true;
    store.claimedByOther = true;
    run();
    store.claimedByOther = false;
    transport.pair("2", 7200);
    clock.advance(UNTIL_DUE);
    run();
    assertThat(transport.posted).hasSize(1);
    assertThat(transport.posted.get(0)).hasParameter("refresh_token", "refresh-sibling");
  }
}

package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centraltoken.agent.oauth.TokenPair;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is news, what is an old copy, and what is taken and given back. */
class StoreDecisionsTest extends RefresherBench {
  private final SharedStore shared = new SharedStore(store, listener, time, "test");
  private final TokenPair first = pair("first");
  private final TokenPair second = pair("second");

  @Test
  void aPairWhoseRefreshTokenWasRedeemedHereIsNeverNews() {
    shared.history().redeem(first, second);
    assertThat(shared.isNews(first, null)).isFalse();
    assertThat(shared.isNews(second, null)).isTrue();
    assertThat(shared.isOldCopy(first, second)).isTrue();
  }

  @Test
  void thePredecessorOfAPairThatIsNotStoredYetIsNoNews() {
    shared.unstored().keep(second, first);
    assertThat(shared.isNews(first, second)).isFalse();
    assertThat(shared.isNews(pair("download"), second)).isTrue();
    assertThat(shared.isOldCopy(first, second)).as("ours will take its place anyway").isFalse();
  }

  /** A person tries one file after another. */
  @Test
  void whatThePresentPairHasReplacedIsNewsOnlyWhereThatIsRejected() {
    shared.adopt(first, null);
    shared.adopt(second, first);
    assertThat(shared.isNews(first, second)).isFalse();
    assertThat(shared.isOldCopy(first, second)).isTrue();
    shared.reject(second, ExchangeNotes.NONE);
    assertThat(shared.isNews(first, second)).isTrue();
    assertThat(shared.isOldCopy(first, second)).isFalse();
  }

  @Test
  void whatAnAgentHasWrittenIsNewsWhereItSaysSoOrWasMadeLater() throws Exception {
    TokenPair present = rotated("present");
    TokenPair earlier = rotated("earlier").withObtainedAt(clock.instant().minusSeconds(10));
    TokenPair later = rotated("later").withObtainedAt(clock.instant().plusSeconds(10));
    load(earlier, false);
    assertThat(shared.isNews(earlier, present)).isFalse();
    assertThat(shared.isOldCopy(earlier, present)).isTrue();
    load(earlier, true);
    assertThat(shared.isNews(earlier, present)).isTrue();
    assertThat(shared.isOldCopy(earlier, present)).isFalse();
    load(later, false);
    assertThat(shared.isNews(later, present)).isTrue();
    load(pair("download"), false);
    assertThat(shared.isNews(pair("download"), later)).as("a person's is").isTrue();
  }

  @Test
  void goesBackOnlyWhereTheStoreHasAnOlderPairAndThePresentOneIsRejected() throws Exception {
    store.stale = true;
    load(first, false);
    assertThat(shared.goesBack(second)).isFalse();
    shared.reject(second, ExchangeNotes.NONE);
    assertThat(shared.goesBack(second)).isTrue();
    store.stale = false;
    load(first, false);
    assertThat(shared.goesBack(second)).isFalse();
  }

  @Test
  void knowsARejectedPairThatItCannotNote() {
    store.noRoom = true;
    shared.reject(first, ExchangeNotes.NONE);
    assertThat(shared.isRejected(first)).isTrue();
    assertThat(shared.history().hasRejected(first)).isTrue();
    assertThat(listener.events).containsExactly("put off: java.io.IOException: no room");
  }

  @Test
  void goesBackToNoPairThatASiblingHasRedeemed() throws Exception {
    shared.history().displace(first);
    load(second, false);
    assertThat(shared.displaced()).isSameAs(first);
    store.redeemed = true;
    load(second, false);
    assertThat(shared.displaced()).isNull();
  }

  @Test
  void triesTheStoreBeforeTheFirstExchangeAndTakesRoom() throws Exception {
    shared.begin(first, clock.instant());
    assertThat(store.rehearsals).isOne();
    assertThat(store.reserved).isOne();
    assertThat(store.notes.isOpen(first)).isTrue();
    shared.end();
    assertThat(store.reserved).isZero();
    shared.end();
    assertThat(store.reserved).as("given back once").isZero();
    assertThat(listener.events).isEmpty();
  }

  @Test
  void saysWhatItCouldNotGiveBack() throws Exception {
    shared.begin(first, clock.instant());
    store.noRoomBack = true;
    shared.end();
    assertThat(listener.events).containsExactly("put off: java.io.IOException: cannot be deleted");
  }

  @Test
  void storesALeftoverUnderAClaimThatItGivesBack() throws Exception {
    load(first, false);
    shared.unstored().keep(second, first);
    store.claimedByOther = true;
    shared.persistLeftover(clock.instant());
    assertThat(store.pair).isSameAs(first);
    store.claimedByOther = false;
    shared.persistLeftover(clock.instant());
    assertThat(store.pair.accessToken()).isEqualTo("access-second");
    assertThat(store.isClaimed()).isFalse();
    assertThat(shared.unstored().pair()).isNull();
  }

  @Test
  void doesNothingWithoutAClaimAndGivesEachBack() throws Exception {
    int[] done = {0};
    assertThat(shared.lock().during(clock.instant(), () -> done[0]++)).isTrue();
    assertThat(store.isClaimed()).isFalse();
    store.claimedByOther = true;
    assertThat(shared.lock().during(clock.instant(), () -> done[0]++)).isFalse();
    assertThat(done[0]).isOne();
    store.claimedByOther = false;
    assertThatThrownBy(
            () ->
                shared
                    .lock()
                    .during(
                        clock.instant(),
                        () -> {
                          throw new IOException("of the work");
                        }))
        .hasMessage("of the work");
    assertThat(store.isClaimed()).isFalse();
  }

  @Test
  void saysThatAClaimCouldNotBeGivenBack() throws Exception {
    store.noRelease = true;
    shared.lock().release(shared.lock().claim(clock.instant()));
    assertThat(listener.events).containsExactly("unclaimable: java.io.IOException: not released");
  }

  private void load(TokenPair stored, boolean after) throws IOException {
    store.pair = stored;
    store.after = after;
    shared.load();
  }
}

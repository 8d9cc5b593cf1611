package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.oauth.TokenPair;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a store does to a received pair, to the lock, and to the thread that uses it. */
class HostileStoreTest extends RefresherBench {
  private static final Duration UNTIL_DUE = Duration.ofMinutes(78);

  @BeforeEach
  void start() {
    store.pair = pair("0");
    run();
    listener.events.clear();
    clock.advance(UNTIL_DUE);
  }

  @Test
  void keepsAndPublishesAPairWhateverIsThrownWhileItIsStored() {
    transport.pair("1", 7200);
    store.beforeSave =
        () -> {
          throw new OutOfMemoryError("Java heap space");
        };
    run();
    assertThat(state.authorization()).isEqualTo("Bearer access-1");
    assertThat(listener.events).hasSize(2).last().isEqualTo("refreshed 1");
    assertThat(listener.events.get(0)).startsWith("unpersisted: java.lang.OutOfMemoryError at ");
    store.beforeSave = () -> {};
    clock.advance(Duration.ofSeconds(5));
    run();
    assertThat(store.pair.accessToken()).isEqualTo("access-1");
    assertThat(transport.posted).hasSize(1);
  }

  /** The heap is full from the moment that the response has been read. */
  @Test
  void publishesAPairWhoseTurnMetAFault() {
    transport.pair("1", 7200);
    int[] readings = {0};
    clock.beforeReading =
        () -> {
          if (transport.posted.size() == 1 && readings[0]++ == 1) {
            throw new OutOfMemoryError("Java heap space");
          }
        };
    run();
    assertThat(readings[0]).as("it was").isGreaterThan(1);
    clock.advance(Duration.ofSeconds(7));
    run();
    assertThat(state.authorization()).isEqualTo("Bearer access-1");
    assertThat(store.pair.accessToken()).isEqualTo("access-1");
    assertThat(transport.posted).hasSize(1);
  }

  @Test
  void storesWhatItCouldNotLessAndLessOften() {
    transport.pair("1", 7200);
    store.full = true;
    run();
    int tries = store.saves;
    for (int second = 0; second < 600; second += 5) {
      clock.advance(Duration.ofSeconds(5));
      run();
    }
    assertThat(store.saves - tries).isBetween(10, 14);
    assertThat(listener.events).filteredOn(event -> event.startsWith("unpersisted")).hasSize(1);
  }

  /** The lock file is another user's: that one may be at it. */
  @Test
  void exchangesNothingWithoutALockThatOthersMayHave() {
    store.noClaimsForUs = true;
    for (int minute = 0; minute < 120; minute++) {
      run();
      assertThat(pauseOfARequest()).as("nobody waits for it").isNull();
      clock.advance(Duration.ofMinutes(1));
    }
    assertThat(transport.posted).isEmpty();
    assertThat(state.isUsable()).isFalse();
    assertThat(listener.events)
        .containsOnly("unlockable: the lock is another user's; give it to this one");
    store.noClaimsForUs = false;
    transport.pair("1", 7200);
    clock.advance(Duration.ofSeconds(5));
    run();
    assertThat(state.authorization()).isEqualTo("Bearer access-1");
  }

  /** A process that was stopped, or whose disk hangs. */
  @Test
  void saysWhoHoldsTheLockForLongAndLetsNobodyWaitForIt() {
    store.claimedByOther = true;
    clock.advance(Duration.ofHours(1));
    for (int turn = 0; turn < 40; turn++) {
      run();
      assertThat(pauseOfARequest()).as("turn %d", turn).isNotNull();
      clock.advance(Duration.ofMillis(100));
    }
    assertThat(listener.events).as("an exchange may take 4 s").isEmpty();
    for (int turn = 0; turn < 20; turn++) {
      clock.advance(Duration.ofMillis(100));
      run();
    }
    assertThat(listener.events).containsOnly("held by process 1 (token.json.lock)");
    assertThat(pauseOfARequest()).isNull();
    store.claimedByOther = false;
    transport.pair("1", 7200);
    clock.advance(Duration.ofSeconds(1));
    run();
    assertThat(state.authorization()).isEqualTo("Bearer access-1");
  }

  @Test
  void doesNotTakeSiblingsThatWorkInTurnForOneThatHangs() {
    for (int sibling = 1; sibling <= 20; sibling++) {
      store.claimedByOther = true;
      run();
      clock.advance(Duration.ofMillis(900));
      run();
      store.claimedByOther = false;
      store.pair =
          TokenPair.of(
              "access-" + sibling,
              "refresh-" + sibling,
              clock.instant(),
              Duration.ofSeconds(2),
              sibling);
      run();
      clock.advance(Duration.ofSeconds(2));
    }
    assertThat(listener.events).allMatch(event -> event.startsWith("loaded "));
  }

  @Test
  void tellsNobodyAnythingWhileItHoldsTheLock() {
    transport.pair("1", 7200);
    boolean[] held = {false};
    transport.beforeReply = () -> held[0] = store.isClaimed();
    listener.beforeEvent = () -> assertThat(store.isClaimed()).isFalse();
    run();
    assertThat(held[0]).isTrue();
    assertThat(listener.events).containsExactly("refreshed 1");
  }

  /** A download that was put back between two looks is replaced under the same claim. */
  @Test
  void replacesAnOldCopyUnderTheClaimOfAnExchange() {
    TokenPair download = pair("0");
    transport.pair("1", 7200);
    run();
    clock.advance(UNTIL_DUE);
    store.pair = download;
    transport.pair("2", 7200);
    transport.beforeReply = () -> assertThat(store.isClaimed()).isTrue();
    run();
    assertThat(state.authorization()).isEqualTo("Bearer access-2");
    assertThat(store.pair.accessToken()).isEqualTo("access-2");
    assertThat(transport.posted.get(1)).hasParameter("refresh_token", "refresh-1");
  }
}

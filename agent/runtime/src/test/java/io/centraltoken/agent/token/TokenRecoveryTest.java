package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What follows when the gateway rejects a token that looked usable. */
class TokenRecoveryTest extends RefresherBench {
  private static final Duration AN_HOUR = Duration.ofHours(1);
  private static final String REJECTED = "Bearer access-0";

  private final TokenRecovery recovery = new TokenRecovery(state, Duration.ofSeconds(10));

  @BeforeEach
  void begin() {
    store.pair = pair("0");
    run();
  }

  @Test
  void sendsAgainAtOnceWhatWasReplacedMeanwhile() {
    assertThat(recovery.begin("Bearer an-older-one")).isCompletedWithValue(true);
    assertThat(recovery.serve(refresher)).as("nothing to do").isFalse();
  }

  @Test
  void refreshesOnceForAllWhoAreRejected() {
    clock.advance(AN_HOUR);
    List<CompletableFuture<Boolean>> requests = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      requests.add(recovery.begin(REJECTED));
    }
    assertThat(requests).noneMatch(CompletableFuture::isDone);
    transport.pair("1", 7200);
    assertThat(recovery.serve(refresher)).isTrue();
    assertThat(requests).allSatisfy(request -> assertThat(request).isCompletedWithValue(true));
    assertThat(transport.posted).hasSize(1);
    assertThat(recovery.serve(refresher)).isFalse();
  }

  @Test
  void looksIntoTheStoreBeforeItRefreshes() {
    clock.advance(AN_HOUR);
    CompletableFuture<Boolean> request = recovery.begin(REJECTED);
    store.pair = pair("sibling");
    recovery.serve(refresher);
    assertThat(request).isCompletedWithValue(true);
    assertThat(transport.posted).isEmpty();
  }

  /** Nodes of the gateway hear of a new token up to 5 s late. */
  @Test
  void triesAYoungTokenAgainAfterAPause() {
    clock.advance(Duration.ofSeconds(1));
    CompletableFuture<Boolean> request = recovery.begin(REJECTED);
    recovery.serve(refresher);
    clock.advance(Duration.ofSeconds(4));
    recovery.serve(refresher);
    assertThat(request).isNotDone();
    clock.advance(Duration.ofSeconds(1));
    recovery.serve(refresher);
    assertThat(request).isCompletedWithValue(true);
    assertThat(transport.posted).isEmpty();
  }

  @Test
  void asksTheEndpointOnceWhenAnAdminHasRevoked() {
    clock.advance(AN_HOUR);
    transport.reply(
        400, "{\"error_description\":\"Invalid refresh_token\",\"error\":\"invalid_request\"}");
    beRejectedTenTimesInVain();
    assertThat(transport.posted).hasSize(1);
  }

  @Test
  void keepsTheBackOffOfAnEndpointThatIsDown() {
    clock.advance(AN_HOUR);
    transport.reply(503, "");
    beRejectedTenTimesInVain();
    assertThat(transport.posted).hasSize(1);
  }

  @Test
  void answersEachOfTwoRejectionsForItself() {
    clock.advance(AN_HOUR);
    CompletableFuture<Boolean> first = recovery.begin(REJECTED);
    clock.advance(AN_HOUR); // the present token has ended, and so has the one of the other request
    CompletableFuture<Boolean> other = recovery.begin("Bearer an-older-one");
    transport.pair("1", 7200);
    recovery.serve(refresher);
    assertThat(first).isCompletedWithValue(true);
    assertThat(other).isCompletedWithValue(true);
  }

  private void beRejectedTenTimesInVain() {
    for (int i = 0; i < 10; i++) {
      CompletableFuture<Boolean> request = recovery.begin(REJECTED);
      recovery.serve(refresher);
      assertThat(request).isCompletedWithValue(false);
    }
  }
}

package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.oauth.FailureClass;
import io.centraltoken.agent.oauth.TokenPair;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenRefresherTest extends RefresherBench {
  @BeforeEach
  void download() {
    store.pair = pair("0");
  }

  @Test
  void servesTheStoredPairUntilItIsDue() {
    assertThat(run()).isEqualTo(Duration.ofMinutes(78));
    assertThat(state.authorization()).isEqualTo("Bearer access-0");
    assertThat(transport.posted).isEmpty();
  }

  @Test
  void refreshesAsHpeDocumentsIt() {
    run();
    transport.pair("1", 7200);
    clock.advance(Duration.ofMinutes(78));
    assertThat(run()).isEqualTo(Duration.ofMinutes(78));
    assertThat(transport.posted)
        .containsExactly(
            URI.create(
                "https://gateway.example/oauth2/token?client_id=id&client_secret=s%26cret&grant_type=refresh_token&refresh_token=refresh-0"));
    assertThat(state.authorization()).isEqualTo("Bearer access-1");
    assertThat(listener.events).containsExactly("loaded 0", "refreshed 1");
  }

  @Test
  void persistsBeforeItPublishes() {
    run();
    transport.pair("1", 7200);
    clock.advance(Duration.ofMinutes(78));
    String[] servedWhenSaved = new String[1];
    store.beforeSave = () -> servedWhenSaved[0] = state.pair().accessToken();
    run();
    assertThat(servedWhenSaved[0]).isEqualTo("access-0");
    assertThat(store.pair.accessToken()).isEqualTo("access-1");
    assertThat(state.authorization()).isEqualTo("Bearer access-1");
  }

  @Test
  void refreshesAnExpiredPairAtOnce() {
    clock.advance(Duration.ofDays(1));
    transport.pair("1", 7200);
    run();
    assertThat(state.authorization()).isEqualTo("Bearer access-1");
  }

  /** A deployment put it there while nothing ran, and the pair that it hid is due. */
  @Test
  void saysThatAnOldCopyWasThereBeforeASuccessorReplacesIt() {
    store.stale = true;
    clock.advance(Duration.ofMinutes(78));
    transport.pair("1", 7200);
    run();
    assertThat(listener.events).containsExactly("loaded 0", "overwritten", "refreshed 1");
  }

  @Test
  void keepsOldTokenWhileRefreshFails() {
    run();
    transport.fail(FailureClass.PRE_SEND).fail(FailureClass.AMBIGUOUS).pair("1", 7200);
    clock.advance(Duration.ofMinutes(78));
    assertThat(run()).isEqualTo(Duration.ofMillis(13_500));
    assertThat(state.authorization()).isEqualTo("Bearer access-0");
    clock.advance(Duration.ofMillis(13_500));
    assertThat(run()).as("the response was lost").isEqualTo(Duration.ofMillis(5625));
    clock.advance(Duration.ofMillis(5625));
    run();
    assertThat(state.authorization()).isEqualTo("Bearer access-1");
    assertThat(listener.events)
        .containsExactly(
            "loaded 0", "failed, usable: scripted", "failed, usable: scripted", "refreshed 1");
  }

  @Test
  void injectsNothingOnceTheTokenIsUnusable() {
    run();
    transport.fail(FailureClass.THROTTLED);
    clock.advance(Duration.ofMinutes(119));
    run();
    assertThat(state.authorization()).isNull();
    assertThat(listener.events).endsWith("failed, unusable: scripted");
  }

  @Test
  void stopsAfterARejectionUntilAPersonPutsANewPairThere() {
    run();
    transport.reply(
        400, "{\"error_description\":\"Invalid refresh_token\",\"error\":\"invalid_request\"}");
    clock.advance(Duration.ofMinutes(78));
    assertThat(run()).isEqualTo(Duration.ofSeconds(5));
    clock.advance(Duration.ofHours(5));
    assertThat(run()).isEqualTo(Duration.ofSeconds(5));
    assertThat(transport.posted).hasSize(1);
    assertThat(listener.events)
        .endsWith("rejected: the token endpoint rejected the refresh token (400)");

    store.pair = TokenPair.of("access-new", "refresh-new", clock.instant(), Duration.ofHours(2), 0);
    assertThat(run()).isEqualTo(Duration.ofMinutes(78));
    assertThat(state.authorization()).isEqualTo("Bearer access-new");
  }

  @Test
  void doesNotStormAnEndpointThatRejectsTheClient() {
    run();
    transport.reply(
        400,
        "{\"error_description\":\"Invalid client authentication\",\"error\":\"invalid_client\"}");
    clock.advance(Duration.ofMinutes(78));
    run();
    clock.advance(Duration.ofMinutes(1));
    run();
    assertThat(transport.posted).hasSize(1);
    assertThat(state.authorization()).as("it is usable still").isEqualTo("Bearer access-0");
  }

  @Test
  void usesAPairThatItCannotPersistAndKeepsTrying() {
    run();
    transport.pair("1", 7200);
    store.full = true;
    clock.advance(Duration.ofMinutes(78));
    assertThat(run()).isEqualTo(Duration.ofSeconds(5));
    assertThat(state.authorization()).isEqualTo("Bearer access-1");
    assertThat(run()).isEqualTo(Duration.ofSeconds(5));
    store.full = false;
    clock.advance(Duration.ofSeconds(5));
    run();
    assertThat(store.pair.accessToken()).isEqualTo("access-1");
    assertThat(listener.events)
        .containsExactly(
            "loaded 0", "unpersisted: java.io.IOException: the disk is full", "refreshed 1");
  }

  @Test
  void keepsAPairThatItsStoreCannotTakeForAnyReason() {
    run();
    transport.pair("1", 7200);
    clock.advance(Duration.ofMinutes(78));
    store.beforeSave =
        () -> {
          throw new IllegalStateException("no such attribute");
        };
    run();
    assertThat(state.authorization()).isEqualTo("Bearer access-1");
  }

  @Test
  void takesAnAbsurdLifetimeForALongOne() {
    run();
    transport.reply(
        200, "{\"access_token\":\"a\",\"refresh_token\":\"r\",\"expires_in\":9223372036854775807}");
    clock.advance(Duration.ofMinutes(78));
    assertThat(run()).isBetween(Duration.ofDays(200), Duration.ofDays(365));
    assertThat(state.authorization()).isEqualTo("Bearer a");
  }

  @Test
  void leavesTimeBetweenExchangesWhateverTheyTake() {
    run();
    transport.pair("1", 8).beforeReply = () -> clock.advance(Duration.ofSeconds(7));
    clock.advance(Duration.ofMinutes(78));
    assertThat(run()).isEqualTo(Duration.ofSeconds(1));
  }

  /** Its own requests are told by their URL; what else runs on its thread is not left bare. */
  @Test
  void doesNotWaitForItself() {
    run();
    String[] ownRequest = new String[] {"not asked"};
    transport.pair("1", 7200).beforeReply = () -> ownRequest[0] = state.authorization();
    clock.advance(Duration.ofMinutes(78));
    run();
    assertThat(ownRequest[0]).isEqualTo("Bearer access-0");
    assertThat(state.authorization()).isEqualTo("Bearer access-1");
  }

  @Test
  void waitsForAPersonWhenThereIsNoPair() {
    store.pair = null;
    assertThat(run()).isEqualTo(Duration.ofSeconds(5));
    run();
    assertThat(listener.events).containsExactly("rejected: there is no pair");
    assertThat(state.authorization()).isNull();
  }

  @Test
  void showsNoSecretWhateverHappens() {
    run();
    transport.reply(200, "{\"access_token\":\"MARKER\"}").reply(500, "MARKER");
    clock.advance(Duration.ofMinutes(78));
    run();
    clock.advance(Duration.ofMinutes(1));
    run();
    assertThat(listener.events)
        .hasSize(3)
        .noneMatch(
            event ->
                event.contains("MARKER")
                    || event.contains("refresh-0")
                    || event.contains("s&cret"));
  }
}

package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.oauth.FailureClass;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the gateway is asked when no usable pair is left, and how often. */
class LoginGrantTest extends LoginBench {
  private static final String REJECTION =
      "{\"error_description\":\"Invalid refresh_token\",\"error\":\"invalid_request\"}";

  @Test
  void logsInInThreeCallsWhenThereIsNoPair() {
    login().code().pair("1", 7200);
    assertThat(run()).isEqualTo(Duration.ofMinutes(78));
    assertThat(state.authorization()).isEqualTo("Bearer access-1");
    assertThat(store.pair.accessToken()).isEqualTo("access-1");
    assertThat(transport.posted)
        .containsExactly(
            URI.create("https://gateway.example/oauth2/authorize/central/api/login?client_id=id"),
            URI.create(
                "https://gateway.example/oauth2/authorize/central/api?client_id=id&response_type=code&scope=all"),
            URI.create(
                "https://gateway.example/oauth2/token?client_id=id&client_secret=s%26cret&grant_type=authorization_code&code=c0de"));
    assertThat(transport.bodies)
        .containsExactly(
            "{\"username\":\"user\",\"password\":\"pass\\\"word\"}",
            "{\"customer_id\":\"customer\"}",
            "");
    assertThat(transport.sentHeaders.get(1))
        .containsEntry("X-CSRF-TOKEN", "csrf")
        .containsEntry("Cookie", "session=s3ssion");
  }

  @Test
  void saysNothingWhileASiblingLogsIn() {
    store.claimedByOther = true;
    assertThat(run()).isEqualTo(Duration.ofMillis(100));
    store.claimedByOther = false;
    store.pair = pair("sibling");
    clock.advance(Duration.ofMillis(100));
    run();
    assertThat(transport.posted).isEmpty();
    assertThat(listener.events).containsExactly("loaded 0");
  }

  @Test
  void refreshesAsLongAsItCan() {
    store.pair = pair("0");
    run();
    clock.advance(Duration.ofHours(5));
    transport.pair("1", 7200);
    run();
    assertThat(transport.posted).hasSize(1);
    assertThat(state.authorization()).isEqualTo("Bearer access-1");
  }

  /** The command login: beside a pair that is good, tried once and not more often than allowed. */
  @Test
  void makesAPairFromScratchWhereAPersonAsksForIt() {
    store.pair = pair("0");
    run();
    login().code().pair("1", 7200);
    refresher.obtainNow();
    assertThat(state.authorization()).isEqualTo("Bearer access-1");
    assertThat(refresher.mayObtainNewAt()).isEqualTo(clock.instant().plus(LIMIT));
    clock.advance(Duration.ofMinutes(2));
    refresher.obtainNow();
    assertThat(transport.posted).hasSize(3);
    assertThat(state.authorization()).as("the good pair stays").isEqualTo("Bearer access-1");
  }

  @Test
  void logsInWithinTheSameExchangeWhenTheRefreshTokenIsRejected() {
    store.pair = pair("0");
    run();
    clock.advance(Duration.ofMinutes(78));
    transport.reply(400, REJECTION);
    login().code().pair("1", 600); // shorter than the time to the next login
    run();
    assertThat(pauseOfARequest()).as("it is over").isNull();
    assertThat(state.authorization()).isEqualTo("Bearer access-1");
    assertThat(listener.events).containsExactly("loaded 0", "refreshed 1");
  }

  @Test
  void neverLogsInTwiceInThirtyMinutesNotEvenAfterARestart() {
    login().code().pair("1", 7200);
    run();
    transport.reply(400, REJECTION);
    clock.advance(Duration.ofMinutes(78));
    store.notes = store.notes.withLogin("id", clock.instant());
    run();
    clock.advance(Duration.ofMinutes(29));
    TokenRefresher restarted = restarted();
    assertThat(restarted.runDue()).isEqualTo(Duration.ofSeconds(5));
    assertThat(transport.posted).hasSize(4);
    assertThat(listener.events.get(listener.events.size() - 1)).startsWith("rejected: ");
    clock.advance(Duration.ofMinutes(2));
    login().code().pair("2", 7200);
    restarted.runDue();
    assertThat(state.authorization()).isEqualTo("Bearer access-2");
  }

  @Test
  void notesTheLoginBeforeItCalls() {
    String[] noted = new String[1];
    transport.beforeReply = () -> noted[0] = store.notes.lastLogin();
    transport.fail(FailureClass.AMBIGUOUS);
    run();
    assertThat(noted[0]).startsWith(clock.instant() + " ");
    assertThat(run()).as("watching the file").isEqualTo(Duration.ofSeconds(5));
    clock.advance(LIMIT.minusSeconds(1));
    run();
    assertThat(transport.posted).hasSize(1);
    login().code().pair("1", 7200);
    clock.advance(Duration.ofSeconds(1));
    run();
    assertThat(state.authorization()).isEqualTo("Bearer access-1");
  }

  @Test
  void doesNotCountALoginThatNeverArrived() {
    transport.fail(FailureClass.PRE_SEND);
    run();
    clock.advance(Duration.ofMinutes(1));
    login().code().pair("1", 7200);
    run();
    assertThat(state.authorization()).isEqualTo("Bearer access-1");
  }

  @Test
  void repeatsTheLastCallAloneWhileItsCodeLives() {
    login().code();
    transport.fail(FailureClass.PRE_SEND);
    run();
    transport.reply(500, "");
    clock.advance(Duration.ofMinutes(1));
    run();
    transport.pair("1", 7200);
    clock.advance(Duration.ofMinutes(1));
    run();
    assertThat(transport.posted).hasSize(5);
    assertThat(state.authorization()).isEqualTo("Bearer access-1");
  }

  @Test
  void forgetsACodeThatIsRejectedOrOld() {
    login().code();
    transport.reply(400, "{\"error_description\":\"Invalid code\",\"error\":\"invalid_request\"}");
    run();
    clock.advance(Duration.ofMinutes(1));
    run();
    assertThat(transport.posted).hasSize(3);
    login().code();
    transport.fail(FailureClass.PRE_SEND);
    clock.advance(Duration.ofMinutes(30));
    run();
    clock.advance(Duration.ofMinutes(5));
    run();
    assertThat(transport.posted).hasSize(6);
  }

  @Test
  void doesNotRepeatALoginThatWasRejected() {
    transport.reply(401, "{\"message\":\"MARKER\"}");
    run();
    clock.advance(Duration.ofDays(1));
    run();
    assertThat(transport.posted).hasSize(1);
    assertThat(listener.events).containsExactly("rejected: the gateway rejected the login (401)");
    store.pair = pair("download");
    run();
    assertThat(state.authorization()).isEqualTo("Bearer access-download");
  }

  @Test
  void waitsOutTheGatewaysOwnLimit() {
    transport.reply(429, "");
    run();
    clock.advance(Duration.ofMinutes(30));
    run();
    assertThat(transport.posted).hasSize(1);
    assertThat(listener.events)
        .containsExactly("failed, unusable: the token endpoint answered 429");
  }
}

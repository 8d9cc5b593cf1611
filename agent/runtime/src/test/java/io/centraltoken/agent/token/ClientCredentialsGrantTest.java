package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.oauth.FailureClass;
import io.centraltoken.agent.store.TransientTokenStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** New Central: no refresh token, a new token ahead of expiry. */
class ClientCredentialsGrantTest extends RefresherBench {
  ClientCredentialsGrantTest() {
    super(Grants::clientCredentials, new TransientTokenStore());
  }

  @Test
  void makesATokenAtOnceAndTheNextAheadOfExpiry() {
    token("1", 900);
    assertThat(run()).isEqualTo(Duration.ofSeconds(585));
    assertThat(transport.posted.get(0).getQuery())
        .isEqualTo("client_id=id&client_secret=s&cret&grant_type=client_credentials");
    token("2", 7200);
    clock.advance(Duration.ofSeconds(585));
    assertThat(run()).isEqualTo(Duration.ofMinutes(78));
    assertThat(state.authorization()).isEqualTo("Bearer access-2");
    assertThat(listener.events).containsExactly("refreshed 1", "refreshed 2");
  }

  @Test
  void keepsTheOldTokenWhileTheNextCannotBeHad() {
    token("1", 900);
    run();
    transport.fail(FailureClass.AMBIGUOUS).reply(503, "");
    clock.advance(Duration.ofSeconds(585));
    run();
    clock.advance(Duration.ofSeconds(60));
    run();
    assertThat(state.authorization()).isEqualTo("Bearer access-1");
    token("2", 900);
    clock.advance(Duration.ofSeconds(60));
    run();
    assertThat(state.authorization()).isEqualTo("Bearer access-2");
  }

  /** It may be a passing fault of the issuer; more often the secret is wrong. */
  @Test
  void triesARejectedClientAgainLessAndLessOften() {
    int calls = 0;
    for (int minutes : new int[] {5, 10, 20, 30, 30}) {
      transport.reply(401, "{\"error\":\"invalid_client\"}");
      run();
      assertThat(transport.posted).hasSize(++calls);
      clock.advance(Duration.ofMinutes(minutes).minusSeconds(1));
      run();
      assertThat(transport.posted).hasSize(calls);
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(listener.events)
        .containsOnly("rejected: the token endpoint rejected the client (401 invalid_client)");
    token("1", 900);
    run();
    assertThat(state.authorization()).isEqualTo("Bearer access-1");
  }

  @Test
  void triesARejectedClientAgainAtOnceWhenItsSecretChanges() {
    transport.reply(400, "{\"error\":\"invalid_client\"}");
    run();
    clock.advance(Duration.ofSeconds(7));
    assertThat(refresher.storeHasNews()).isFalse();
    secret = "corrected";
    assertThat(refresher.storeHasNews()).isTrue();
    token("1", 900);
    run();
    assertThat(state.authorization()).isEqualTo("Bearer access-1");
    assertThat(transport.bodies.get(0) + transport.posted.get(1)).contains("corrected");
  }

  /** The token is of no use any more, and nobody would notice before a request does. */
  @Test
  void makesATokenAtOnceAfterTheMachineHasSlept() {
    token("1", 900);
    run();
    assertThat(refresher.storeHasNews()).isFalse();
    host.advance(Duration.ofHours(3));
    clock.advance(Duration.ofSeconds(5));
    assertThat(refresher.storeHasNews()).isTrue();
    token("2", 900);
    run();
    assertThat(state.authorization()).isEqualTo("Bearer access-2");
  }

  private void token(String name, int seconds) {
    transport.reply(
        200,
        "{\"access_token\":\"access-"
            + name
            + "\",\"token_type\":\"Bearer\",\"expires_in\":"
            + seconds
            + "}");
  }
}

package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centraltoken.agent.oauth.ClientCredentials;
import io.centraltoken.agent.oauth.FailureClass;
import io.centraltoken.agent.oauth.LoginEndpoint;
import io.centraltoken.agent.oauth.ParameterPlacement;
import io.centraltoken.agent.oauth.TokenEndpoint;
import io.centraltoken.agent.oauth.TokenExchangeException;
import io.centraltoken.agent.oauth.TokenPair;
import io.centraltoken.agent.oauth.TokenTransport;
import io.centraltoken.agent.oauth.UserCredentials;
import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the agent relies on, of the simulator and of the gateway in memory alike. */
abstract class GatewayContract {
  private TokenEndpoint endpoint;

  abstract URI baseUrl();

  abstract TokenTransport transport();

  abstract ClientCredentials client();

  abstract UserCredentials user();

  abstract UserCredentials withWrongPassword();

  abstract UserCredentials ofAnotherCustomer();

  abstract TokenPair download() throws Exception;

  abstract boolean accepts(TokenPair pair) throws Exception;

  abstract void revoke();

  abstract void loseTheNextReply();

  abstract void throttleOnce();

  @BeforeEach
  void connect() {
    endpoint = endpoint(client());
  }

  @Test
  void killsTheOldPairInTheMomentOfTheExchange() throws Exception {
    TokenPair old = download();
    assertThat(accepts(old)).isTrue();
    TokenPair successor = endpoint.refresh(old);
    assertThat(accepts(old)).isFalse();
    assertThat(accepts(successor)).isTrue();
    assertThat(successor.lifetime()).isEqualTo(old.lifetime());
    rejectsTheRefreshTokenOf(old);
    assertThat(accepts(successor)).as("a rejected token harms nobody").isTrue();
  }

  @Test
  void hasRotatedWhenItsReplyIsLost() throws Exception {
    TokenPair old = download();
    loseTheNextReply();
    failsAs(FailureClass.AMBIGUOUS, () -> endpoint.refresh(old));
    assertThat(accepts(old)).isFalse();
    rejectsTheRefreshTokenOf(old);
  }

  @Test
  void leavesThePairAloneWhenItThrottles() throws Exception {
    TokenPair pair = download();
    throttleOnce();
    failsAs(FailureClass.THROTTLED, () -> endpoint.refresh(pair));
    assertThat(accepts(pair)).isTrue();
    assertThat(accepts(endpoint.refresh(pair))).isTrue();
  }

  @Test
  void killsBothTokensWhenAnAdminRevokes() throws Exception {
    TokenPair pair = download();
    revoke();
    assertThat(accepts(pair)).isFalse();
    rejectsTheRefreshTokenOf(pair);
  }

  @Test
  void rejectsAnotherClient() throws Exception {
    TokenPair pair = download();
    TokenEndpoint wrong = endpoint(new ClientCredentials(client().id(), () -> "wrong"));
    failsAs(FailureClass.CONFIGURATION, () -> wrong.refresh(pair));
    assertThat(accepts(pair)).isTrue();
  }

  @Test
  void logsInOnceInThirtyMinutes() throws Exception {
    TokenPair old = download();
    TokenPair pair = login(user()).obtain(1);
    assertThat(accepts(pair)).isTrue();
    assertThat(accepts(old)).isFalse();
    failsAs(FailureClass.THROTTLED, () -> login(user()).obtain(2));
    assertThat(accepts(endpoint.refresh(pair))).isTrue();
  }

  @Test
  void rejectsAWrongPasswordAndAnotherCustomer() {
    failsAs(FailureClass.CONFIGURATION, () -> login(withWrongPassword()).obtain(1));
    failsAs(FailureClass.CONFIGURATION, () -> login(ofAnotherCustomer()).obtain(1));
  }

  private LoginGrant login(UserCredentials user) {
    Clock clock = Clock.systemUTC();
    return new LoginGrant(new LoginEndpoint(baseUrl(), user, endpoint), new HostTime(clock, clock));
  }

  private TokenEndpoint endpoint(ClientCredentials client) {
    return new TokenEndpoint(
        baseUrl().resolve("/oauth2/token"),
        ParameterPlacement.QUERY,
        client,
        transport(),
        Clock.systemUTC());
  }

  private void rejectsTheRefreshTokenOf(TokenPair pair) {
    failsAs(FailureClass.DEFINITIVE, () -> endpoint.refresh(pair));
  }

  private static void failsAs(FailureClass expected, Exchange exchange) {
    assertThatThrownBy(exchange::run)
        .isInstanceOfSatisfying(
            TokenExchangeException.class,
            failure -> assertThat(failure.failureClass()).isEqualTo(expected));
  }

  private interface Exchange {
    void run() throws TokenExchangeException;
  }
}

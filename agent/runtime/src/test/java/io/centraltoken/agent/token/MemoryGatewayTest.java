package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.ClientCredentials;
import io.centraltoken.agent.oauth.TokenPair;
import io.centraltoken.agent.oauth.TokenTransport;
import io.centraltoken.agent.oauth.UserCredentials;
import java.net.URI;
import java.time.Duration;

class MemoryGatewayTest extends GatewayContract {
  private final MemoryGateway gateway =
      new MemoryGateway(new SettableClock(), Duration.ofMinutes(5));

  @Override
  URI baseUrl() {
    return URI.create("https://gateway.example");
  }

  @Override
  TokenTransport transport() {
    return gateway;
  }

  @Override
  ClientCredentials client() {
    return new ClientCredentials("id", () -> "secret");
  }

  @Override
  UserCredentials user() {
    return new UserCredentials("user", () -> "password", "customer");
  }

  @Override
  UserCredentials withWrongPassword() {
    return new UserCredentials("user", () -> "wrong", "customer");
  }

  @Override
  UserCredentials ofAnotherCustomer() {
    return new UserCredentials("user", () -> "password", "other");
  }

  @Override
  TokenPair download() {
    return gateway.download();
  }

  @Override
  boolean accepts(TokenPair pair) {
    return gateway.accepts(pair.authorization());
  }

  @Override
  void revoke() {
    gateway.revoke();
  }

  @Override
  void loseTheNextReply() {
    once(MemoryGateway.Fault.LOST_REPLY);
  }

  @Override
  void throttleOnce() {
    once(MemoryGateway.Fault.THROTTLED);
  }

  private void once(MemoryGateway.Fault fault) {
    gateway.fault =
        refresh -> {
          gateway.fault = again -> null;
          return fault;
        };
  }
}

package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.ClientCredentials;
import io.centraltoken.agent.oauth.TokenPair;
import io.centraltoken.agent.oauth.TokenTransport;
import io.centraltoken.agent.oauth.UrlConnectionTransport;
import io.centraltoken.agent.oauth.UserCredentials;
import io.centraltoken.agent.proxy.OwnProxy;
import io.centraltoken.agent.store.FileTokenStore;
import io.centraltoken.demo.simulator.CentralSimulator;
import io.centraltoken.demo.simulator.Faults.TokenFault;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The same of the simulator, on the wire. */
class SimulatorContractTest extends GatewayContract {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final CentralSimulator simulator = CentralSimulator.start(0, Duration.ofMinutes(5));

  @TempDir Path directory;

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Override
  URI baseUrl() {
    return URI.create(simulator.baseUrl());
  }

  @Override
  TokenTransport transport() {
    return new UrlConnectionTransport(
        PATIENCE, PATIENCE, OwnProxy.ofJvm(null), null, Thread::new, () -> true);
  }

  @Override
  ClientCredentials client() {
    return new ClientCredentials(CentralSimulator.CLIENT_ID, () -> CentralSimulator.CLIENT_SECRET);
  }

  @Override
  UserCredentials user() {
    return new UserCredentials("demo-user", () -> "demo-password", "demo-customer");
  }

  @Override
  UserCredentials withWrongPassword() {
    return new UserCredentials("demo-user", () -> "wrong", "demo-customer");
  }

  @Override
  UserCredentials ofAnotherCustomer() {
    return new UserCredentials("demo-user", () -> "demo-password", "other");
  }

  @Override
  TokenPair download() throws Exception {
    Path file = directory.resolve("token.json");
    simulator.downloadToken(file);
    return new FileTokenStore(file, null, true).load().pair();
  }

  @Override
  boolean accepts(TokenPair pair) throws Exception {
    URI api = baseUrl().resolve("/central/v2/sites");
    HttpURLConnection connection = (HttpURLConnection) api.toURL().openConnection();
    connection.setRequestProperty("Authorization", pair.authorization());
    try {
      return connection.getResponseCode() == 200;
    } finally {
      connection.disconnect();
    }
  }

  @Override
  void revoke() {
    simulator.revoke();
  }

  @Override
  void loseTheNextReply() {
    simulator.faults().token(TokenFault.LOST_REPLY, 1);
  }

  @Override
  void throttleOnce() {
    simulator.faults().token(TokenFault.THROTTLED, 1);
  }
}

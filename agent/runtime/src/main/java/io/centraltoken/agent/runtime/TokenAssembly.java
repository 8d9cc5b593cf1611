package io.centraltoken.agent.runtime;

import io.centraltoken.agent.config.Settings;
import io.centraltoken.agent.store.FileTokenStore;
import io.centraltoken.agent.token.ClientCredentials;
import io.centraltoken.agent.token.TokenEndpoint;
import io.centraltoken.agent.token.TokenListener;
import io.centraltoken.agent.token.TokenRefresher;
import io.centraltoken.agent.token.TokenState;
import io.centraltoken.agent.token.TokenStore;
import io.centraltoken.agent.token.TokenTransport;
import io.centraltoken.agent.token.UrlConnectionTransport;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The half of the composition root that waits for the token thread: an application that never calls
 * the gateway never loads it.
 */
final class TokenAssembly {
  private TokenAssembly() {}

  static TokenRefresher refresher(
      Settings settings, TokenState state, TokenListener events, Clock clock) {
    TokenStore store = new FileTokenStore(settings.tokenFile());
    TokenTransport transport =
        new UrlConnectionTransport(settings.connectTimeout(), settings.readTimeout());
    ClientCredentials client = new ClientCredentials(settings.clientId(), settings.clientSecret());
    TokenEndpoint endpoint = new TokenEndpoint(settings.tokenUrl(), client, transport, clock);
    return new TokenRefresher(
        state, store, endpoint, events, () -> ThreadLocalRandom.current().nextDouble());
  }
}

package io.centraltoken.agent.runtime;

import io.centraltoken.agent.config.GrantSettings;
import io.centraltoken.agent.config.Settings;
import io.centraltoken.agent.store.FileTokenStore;
import io.centraltoken.agent.store.TransientTokenStore;
import io.centraltoken.agent.token.ClientCredentials;
import io.centraltoken.agent.token.Grants;
import io.centraltoken.agent.token.HostTime;
import io.centraltoken.agent.token.ParameterPlacement;
import io.centraltoken.agent.token.RefreshPolicy;
import io.centraltoken.agent.token.SharedStore;
import io.centraltoken.agent.token.TokenEndpoint;
import io.centraltoken.agent.token.TokenListener;
import io.centraltoken.agent.token.TokenRefresher;
import io.centraltoken.agent.token.TokenState;
import io.centraltoken.agent.token.TokenStore;
import io.centraltoken.agent.token.TokenTransport;
import io.centraltoken.agent.token.UrlConnectionTransport;
import io.centraltoken.agent.token.UserCredentials;
import java.io.File;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The half of the composition root that waits for the token thread: an application that never calls
 * the gateway never loads it.
 */
final class TokenAssembly {
  private static final String FOR_JAVA_11 =
      "io.centraltoken.agent.token.java11.HttpClientTransport";

  private TokenAssembly() {}

  static TokenRefresher refresher(
      Settings settings, TokenState state, TokenListener events, Clock clock)
      throws ReflectiveOperationException {
    TokenTransport transport = transport(settings.connectTimeout(), settings.readTimeout());
    ClientCredentials client = new ClientCredentials(settings.clientId(), settings.clientSecret());
    ParameterPlacement placement =
        ParameterPlacement.valueOf(settings.tokenRequest().toUpperCase(Locale.ROOT));
    TokenEndpoint endpoint =
        new TokenEndpoint(settings.tokenUrl(), placement, client, transport, clock);
    RefreshPolicy policy =
        new RefreshPolicy(settings.refreshAhead(), () -> ThreadLocalRandom.current().nextDouble());
    HostTime time = new HostTime(clock, Clock.systemUTC());
    SharedStore store = new SharedStore(store(settings.grant()), events, time, Platform.process());
    return new TokenRefresher(state, store, grants(settings, endpoint), events, policy);
  }

  private static TokenStore store(GrantSettings grant) {
    if (grant.isClientCredentials()) {
      return new TransientTokenStore();
    }
    File seed = grant.tokenSeed();
    return new FileTokenStore(grant.tokenFile().toPath(), seed == null ? null : seed.toPath());
  }

  private static Grants grants(Settings settings, TokenEndpoint endpoint) {
    GrantSettings grant = settings.grant();
    if (grant.isClientCredentials()) {
      return Grants.clientCredentials(endpoint);
    }
    if (!grant.hasLogin()) {
      return Grants.refresh(endpoint);
    }
    UserCredentials user =
        new UserCredentials(grant.username(), grant.password(), grant.customerId());
    return Grants.refreshOrLogin(endpoint, settings.baseUrl(), user);
  }

  private static TokenTransport transport(Duration connectTimeout, Duration readTimeout)
      throws ReflectiveOperationException {
    return Platform.hasHttpClient()
        ? Class.forName(FOR_JAVA_11)
            .asSubclass(TokenTransport.class)
            .getConstructor(Duration.class, Duration.class)
            .newInstance(connectTimeout, readTimeout)
        : new UrlConnectionTransport(connectTimeout, readTimeout);
  }
}

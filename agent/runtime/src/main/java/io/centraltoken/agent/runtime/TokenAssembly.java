package io.centraltoken.agent.runtime;

import io.centraltoken.agent.config.CallSettings;
import io.centraltoken.agent.config.GrantSettings;
import io.centraltoken.agent.config.SettingException;
import io.centraltoken.agent.config.Settings;
import io.centraltoken.agent.oauth.ClientCredentials;
import io.centraltoken.agent.oauth.ParameterPlacement;
import io.centraltoken.agent.oauth.TokenEndpoint;
import io.centraltoken.agent.oauth.TokenTransport;
import io.centraltoken.agent.oauth.UrlConnectionTransport;
import io.centraltoken.agent.oauth.UserCredentials;
import io.centraltoken.agent.token.DeferredEvents;
import io.centraltoken.agent.token.Grants;
import io.centraltoken.agent.token.HostTime;
import io.centraltoken.agent.token.RefreshPolicy;
import io.centraltoken.agent.token.ReportingTransport;
import io.centraltoken.agent.token.SharedStore;
import io.centraltoken.agent.token.TokenListener;
import io.centraltoken.agent.token.TokenRefresher;
import io.centraltoken.agent.token.TokenState;
import java.lang.instrument.Instrumentation;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/**
 * The half of the composition root that waits for the token thread: an application that never calls
 * the gateway never loads it.
 */
final class TokenAssembly {
  /** How much longer than a token request a turn may take. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private static final String OPEN_URL_CONNECTION =
      "io.centraltoken.agent.oauth.java11.OpenUrlConnection";

  private final Settings settings;
  private final TokenState state;
  private final TokenListener events;
  private final Clock clock;
  private final ThreadFactory threads;
  private final BooleanSupplier maySend;
  private final Instrumentation instrumentation;

  /**
   * @param maySend asked before each token request is sent; false: not any more, the JVM ends
   * @param instrumentation null on the command line, where the manifest of the jar opens what the
   *     agent opens by it
   */
  TokenAssembly(
      Settings settings,
      TokenState state,
      TokenListener events,
      Clock clock,
      ThreadFactory threads,
      BooleanSupplier maySend,
      Instrumentation instrumentation) {
    this.settings = settings;
    this.state = state;
    this.events = events;
    this.clock = clock;
    this.threads = threads;
    this.maySend = maySend;
    this.instrumentation = instrumentation;
  }

  /**
   * @throws SettingException if a path cannot be used in this JVM
   */
  TokenRefresher refresher() throws ReflectiveOperationException, SettingException {
    ClientCredentials client = new ClientCredentials(settings.clientId(), settings.clientSecret());
    ParameterPlacement placement =
        ParameterPlacement.valueOf(settings.tokenRequest().toUpperCase(Locale.ROOT));
    TokenEndpoint endpoint =
        new TokenEndpoint(settings.tokenUrl(), placement, client, transport(), clock);
    RefreshPolicy policy =
        new RefreshPolicy(settings.refreshAhead(), () -> ThreadLocalRandom.current().nextDouble());
    HostTime time = new HostTime(clock, Clock.systemUTC());
    DeferredEvents deferred = new DeferredEvents(events);
    SharedStore store =
        new SharedStore(StoreAssembly.store(settings.grant()), deferred, time, Platform.process());
    return new TokenRefresher(state, store, grants(endpoint, time), deferred, policy);
  }

  private Grants grants(TokenEndpoint endpoint, HostTime time) {
    GrantSettings grant = settings.grant();
    if (grant.isClientCredentials()) {
      return Grants.clientCredentials(endpoint);
    }
    if (!grant.hasLogin()) {
      return Grants.refresh(endpoint);
    }
    UserCredentials user =
        new UserCredentials(grant.username(), grant.password(), grant.customerId());
    return Grants.refreshOrLogin(endpoint, settings.baseUrl(), user, time);
  }

  private TokenTransport transport() throws ReflectiveOperationException {
    if (instrumentation != null && Platform.hasModules()) {
      Class.forName(OPEN_URL_CONNECTION)
          .getMethod("to", Instrumentation.class)
          .invoke(null, instrumentation);
    }
    CallSettings calls = settings.calls();
    return new ReportingTransport(
        new UrlConnectionTransport(
            calls.connectTimeout(),
            calls.readTimeout(),
            CallAssembly.proxy(calls),
            calls.caFile(),
            threads,
            maySend),
        state.liveness(),
        longestTurn(calls));
  }

  /** How long a turn may take before its thread counts as stuck. */
  static Duration longestTurn(CallSettings calls) {
    return calls.longestCall().plus(GRACE);
  }
}

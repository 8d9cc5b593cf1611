package io.centraltoken.agent.runtime;

import io.centraltoken.agent.bootstrap.Bridge;
import io.centraltoken.agent.bootstrap.RuntimeEntry;
import io.centraltoken.agent.bootstrap.Version;
import io.centraltoken.agent.config.Origin;
import io.centraltoken.agent.config.SettingException;
import io.centraltoken.agent.config.SettingSources;
import io.centraltoken.agent.config.Settings;
import io.centraltoken.agent.instrument.HookTransformer;
import io.centraltoken.agent.request.RequestAuthorizer;
import io.centraltoken.agent.store.FileTokenStore;
import io.centraltoken.agent.token.ClientCredentials;
import io.centraltoken.agent.token.TokenEndpoint;
import io.centraltoken.agent.token.TokenRefresher;
import io.centraltoken.agent.token.TokenState;
import io.centraltoken.agent.token.TokenStore;
import io.centraltoken.agent.token.TokenTransport;
import io.centraltoken.agent.token.UrlConnectionTransport;
import java.lang.instrument.Instrumentation;
import java.time.Clock;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * The composition root: reads top to bottom as the architecture. Runs on the thread of premain, so
 * it reads settings and does nothing else of weight: no constructor here may load Jackson or ASM.
 */
public final class AgentRuntime implements RuntimeEntry {
  private static final String FOR_JAVA_11 =
      "io.centraltoken.agent.request.java11.HttpClientAuthorizer";

  @Override
  public void start(String arguments, Instrumentation instrumentation) {
    Log log = new Log(System.err);
    try {
      SettingSources sources =
          SettingSources.of(arguments, System.getProperties(), System.getenv());
      if (Settings.isEnabled(sources) && !Platform.isJdkTool()) {
        start(new Settings(sources), instrumentation, log);
      }
    } catch (SettingException wrong) {
      log.error(wrong.getMessage() + " (no token is injected)");
      OtherVersion.report(log); // whose settings may be other ones
    } catch (ReflectiveOperationException broken) {
      log.error("this jar is not complete: " + broken + " (no token is injected)");
    }
  }

  private static void start(Settings settings, Instrumentation instrumentation, Log log)
      throws ReflectiveOperationException {
    EventLog events = new EventLog(log);
    Clock clock = new MonotonicClock();
    TokenStore store = new FileTokenStore(settings.tokenFile());
    TokenTransport transport =
        new UrlConnectionTransport(settings.connectTimeout(), settings.readTimeout());
    ClientCredentials client = new ClientCredentials(settings.clientId(), settings.clientSecret());
    TokenEndpoint endpoint = new TokenEndpoint(settings.tokenUrl(), client, transport, clock);
    TokenState state = new TokenState(clock, settings.holdTimeout(), settings.waitTimeout());
    TokenRefresher refresher =
        new TokenRefresher(state, store, endpoint, events, new TokenThread.Jitter());
    CountDownLatch firstRequest = new CountDownLatch(1);

    long key = hookKey();
    if (!Bridge.connect(authorizer(settings.origin(), state, firstRequest, events), key)) {
      log.warn("the agent is on the command line twice; this one stays away");
      return;
    }
    new HookTransformer(key, events).install(instrumentation);
    new TokenThread(refresher, clock, firstRequest, log).start();

    for (String warning : settings.warnings()) {
      log.warn(warning);
    }
    log.info(
        "Central Token Agent "
            + Version.text()
            + " authorises requests to "
            + settings.origin()
            + " with the token in "
            + store);
  }

  private static RequestAuthorizer authorizer(
      Origin gateway, TokenState state, CountDownLatch firstRequest, EventLog events)
      throws ReflectiveOperationException {
    if (!Platform.hasHttpClient()) {
      return new RequestAuthorizer(gateway, state, firstRequest, events);
    }
    return (RequestAuthorizer)
        Class.forName(FOR_JAVA_11)
            .getConstructor(Origin.class, TokenState.class, CountDownLatch.class, Consumer.class)
            .newInstance(gateway, state, firstRequest, events);
  }

  /**
   * Nothing that an application could guess; no SecureRandom, which would start security providers
   * in premain.
   */
  private static long hookKey() {
    long random =
        new SplittableRandom().nextLong() ^ ((long) System.identityHashCode(new Object()) << 32);
    return random == 0 ? 1 : random;
  }
}

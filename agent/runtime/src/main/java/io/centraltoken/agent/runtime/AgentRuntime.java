package io.centraltoken.agent.runtime;

import io.centraltoken.agent.bootstrap.Bridge;
import io.centraltoken.agent.bootstrap.HttpClientCallbacks;
import io.centraltoken.agent.bootstrap.RuntimeEntry;
import io.centraltoken.agent.config.RequestSettings;
import io.centraltoken.agent.config.SettingException;
import io.centraltoken.agent.config.SettingSources;
import io.centraltoken.agent.config.Settings;
import io.centraltoken.agent.instrument.HookTransformer;
import io.centraltoken.agent.observe.EventLog;
import io.centraltoken.agent.observe.HookEvents;
import io.centraltoken.agent.observe.Log;
import io.centraltoken.agent.observe.RequestEvents;
import io.centraltoken.agent.request.GatewayPolicy;
import io.centraltoken.agent.request.GatewayTraffic;
import io.centraltoken.agent.request.InFlight;
import io.centraltoken.agent.request.UrlConnectionAuthorizer;
import io.centraltoken.agent.token.TokenRecovery;
import io.centraltoken.agent.token.TokenState;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The composition root: reads top to bottom as the architecture. Runs on the thread of premain, so
 * it reads settings and does nothing else of weight: no constructor here may load Jackson or ASM.
 * Whatever exchanges tokens waits for {@link TokenAssembly}.
 */
public final class AgentRuntime implements RuntimeEntry {
  private static final String FOR_JAVA_11 =
      "io.centraltoken.agent.request.java11.HttpClientAuthorizer";

  /** Beside the jar, as with other agents. */
  private static final String PROPERTIES = "central-token-agent.properties";

  private final AgentThreads threads = new AgentThreads();

  @Override
  public void start(File jar, String version, String arguments, Instrumentation instrumentation) {
    Platform.requireAllPermissions();
    Log log = Log.to(System.err, !Platform.hasMainClass());
    try {
      SettingSources sources =
          SettingSources.of(arguments, System.getProperties(), System.getenv());
      if (!Settings.isEnabled(sources) || Platform.isJdkTool()) {
        return;
      }
      SettingSources all = sources.withFile(new File(jar.getParentFile(), PROPERTIES));
      if (Settings.isEnabled(all)) {
        Settings settings = new Settings(all);
        start(jar, version, settings, instrumentation, log.configured(settings));
      }
    } catch (SettingException wrong) {
      log.error(wrong.getMessage() + " (no token is injected)");
      OtherVersion.report(log); // whose settings may be other ones
      writeLater(log);
    } catch (ReflectiveOperationException broken) {
      log.error("this jar is not complete: " + broken + " (no token is injected)");
      writeLater(log);
    }
  }

  /** Where no program may run, as for {@code java -version}: if this JVM lives on. */
  private void writeLater(Log log) {
    if (!Platform.hasMainClass()) {
      threads.newThread("central-token", new LaterWriting(log)).start();
    }
  }

  private final class LaterWriting implements Runnable {
    private final Log log;

    LaterWriting(Log log) {
      this.log = log;
    }

    @Override
    public void run() {
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(TokenThread.PATIENCE_SECONDS));
      log.writeInBackground(threads);
    }
  }

  private void start(
      File jar, String version, Settings settings, Instrumentation instrumentation, Log log)
      throws ReflectiveOperationException {
    RequestSettings limits = settings.requests();
    RequestEvents requestEvents = new RequestEvents(log);
    HookEvents hookEvents = new HookEvents(log);
    EventLog events = new EventLog(log, requestEvents, hookEvents, jar);
    Clock clock = new MonotonicClock();
    InFlight inFlight = new InFlight(clock, limits.settleTimeout());
    TokenState state = new TokenState(clock, limits.holdTimeout(), limits.waitTimeout(), inFlight);
    TokenRecovery recovery = new TokenRecovery(state, limits.waitTimeout());
    CountDownLatch firstRequest = new CountDownLatch(1);

    GatewayPolicy policy = new GatewayPolicy(settings.origin(), settings.tokenUrl(), limits);
    GatewayTraffic traffic =
        new GatewayTraffic(policy, recovery, inFlight, firstRequest, requestEvents);
    long key = hookKey();
    if (!Bridge.connect(new UrlConnectionAuthorizer(traffic), httpClient(traffic), key)) {
      log.warn("a second -javaagent option for this agent was ignored; remove one");
      writeLater(log);
      return;
    }
    new HookTransformer(key, limits.connectionClass(), limits.isQueryTokenReplaced(), hookEvents)
        .install(instrumentation);
    new TokenThread(settings, recovery, events, clock, firstRequest, threads, instrumentation)
        .start();

    for (String warning : settings.warnings()) {
      log.warn(warning);
    }
    String revealing = new RevealingOptions(System.getProperties()).warning();
    if (revealing != null) {
      log.warn(revealing);
    }
    log.info(
        "Central Token Agent "
            + version
            + " authorises requests to "
            + settings.origin()
            + (settings.grant().isClientCredentials()
                ? " with tokens from " + settings.tokenUrl()
                : " with the token in " + settings.grant().tokenFile()));
  }

  /** Null on a Java that has no java.net.http. */
  private HttpClientCallbacks httpClient(GatewayTraffic traffic)
      throws ReflectiveOperationException {
    return Platform.hasHttpClient()
        ? Class.forName(FOR_JAVA_11)
            .asSubclass(HttpClientCallbacks.class)
            .getConstructor(GatewayTraffic.class, ThreadFactory.class)
            .newInstance(traffic, threads)
        : null;
  }

  /**
   * Nothing that an application could guess: two readings of a nanosecond clock, and identity
   * hashes, which the JVM draws at random, mixed as in MurmurHash3's finaliser. No SecureRandom,
   * which would start security providers in premain.
   */
  private static long hookKey() {
    long key = System.nanoTime() ^ ((long) System.identityHashCode(new Object()) << 32);
    key = (key ^ (key >>> 33)) * 0xff51afd7ed558ccdL;
    key ^= System.nanoTime() + System.identityHashCode(new Object());
    key = (key ^ (key >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return key == 0 ? 1 : key;
  }
}

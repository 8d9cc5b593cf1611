package io.centraltoken.agent.runtime;

import io.centraltoken.agent.bootstrap.Bridge;
import io.centraltoken.agent.bootstrap.RuntimeEntry;
import io.centraltoken.agent.config.SettingException;
import io.centraltoken.agent.config.SettingSources;
import io.centraltoken.agent.config.Settings;
import io.centraltoken.agent.observe.HookEvents;
import io.centraltoken.agent.observe.Log;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.locks.LockSupport;

/**
 * What premain does, on its thread: reads settings, puts the transformer in place and starts the
 * token thread. Each class that it loads is paid for by every program, also by one that makes no
 * request: what can be made later is made by {@link OnDemandAssembly}.
 */
public final class AgentRuntime implements RuntimeEntry {
  private final AgentThreads threads = new AgentThreads();

  @Override
  public void start(File jar, String version, String arguments, Instrumentation instrumentation) {
    Platform.requireAllPermissions();
    Log log = Log.to(System.err, !Platform.hasMainClass());
    try {
      SettingSources sources =
          SettingSources.of(arguments, System.getProperties(), System.getenv());
      if (!Settings.isEnabled(sources) || Platform.isJdkTool() || Platform.isOwnCommandLine(jar)) {
        return;
      }
      SettingSources all =
          sources.withFile(new File(jar.getParentFile(), SettingSources.PROPERTIES_FILE));
      if (Settings.isEnabled(all)) {
        Settings settings = new Settings(all);
        start(jar, version, settings, instrumentation, log.configured(settings));
      }
    } catch (SettingException wrong) {
      log.error(wrong.getMessage() + " (no token is injected)");
      OtherVersion.report(log); // whose settings may be other ones
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
      LockSupport.parkNanos(OnDemandAssembly.PATIENCE.toNanos());
      log.writeInBackground(threads);
    }
  }

  private void start(
      File jar, String version, Settings settings, Instrumentation instrumentation, Log log) {
    long key = hookKey();
    if (!Bridge.claim(key, Platform.hasModules())) {
      log.warn("a second -javaagent option for this agent was ignored; remove one");
      writeLater(log);
      return;
    }
    HookEvents hookEvents = new HookEvents(log);
    OnDemandAssembly later =
        new OnDemandAssembly(settings, log, hookEvents, jar, instrumentation, threads, key);
    later.start();

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

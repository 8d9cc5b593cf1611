package io.centraltoken.agent.runtime;

import io.centraltoken.agent.bootstrap.Bridge;
import io.centraltoken.agent.bootstrap.HttpClientCallbacks;
import io.centraltoken.agent.config.RequestSettings;
import io.centraltoken.agent.config.Settings;
import io.centraltoken.agent.instrument.ClientBridges;
import io.centraltoken.agent.instrument.HookTransformer;
import io.centraltoken.agent.observe.HookEvents;
import io.centraltoken.agent.observe.Log;
import io.centraltoken.agent.request.FirstRequest;
import io.centraltoken.agent.request.GatewayTraffic;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes what premain does not need. The first thread that needs it makes it: one that loads a class
 * of an HTTP client, or the token thread. Where two threads need it at the same time, both make a
 * {@link RequestAssembly}, and the first one that is ready is used by both: a lock would be held
 * while classes are loaded, see {@link ClientBridges}.
 */
final class OnDemandAssembly implements ClientBridges, Runnable {
  /** How long the token thread waits for a request before it begins without one. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final String FOR_JAVA_11 =
      "io.centraltoken.agent.request.java11.HttpClientAuthorizer";

  private final Settings settings;
  private final Log log;
  private final HookEvents hookEvents;
  private final File jar;
  private final Instrumentation instrumentation;
  private final AgentThreads threads;
  private final long hookKey;
  private final HookTransformer transformer;
  private final long start = System.nanoTime();
  private final FirstRequest firstRequest = new FirstRequest();
  private volatile RequestAssembly requests;
  private boolean saidMissing;

  OnDemandAssembly(
      Settings settings,
      Log log,
      HookEvents hookEvents,
      File jar,
      Instrumentation instrumentation,
      AgentThreads threads,
      long hookKey) {
    this.settings = settings;
    this.log = log;
    this.hookEvents = hookEvents;
    this.jar = jar;
    this.instrumentation = instrumentation;
    this.threads = threads;
    this.hookKey = hookKey;
    RequestSettings limits = settings.requests();
    this.transformer =
        new HookTransformer(
            hookKey, limits.connectionClass(), limits.isQueryTokenReplaced(), this, hookEvents);
  }

  /** Puts the transformer in place and starts the token thread. */
  void start() {
    transformer.install(instrumentation);
    threads.newThread("central-token", this).start();
  }

  private RequestAssembly requests() {
    RequestAssembly present = requests;
    return present == null
        ? first(new RequestAssembly(settings, log, hookEvents, firstRequest, jar))
        : present;
  }

  private synchronized RequestAssembly first(RequestAssembly made) {
    if (requests == null) {
      requests = made;
    }
    return requests;
  }

  @Override
  public void connectUrlConnection() {
    if (!Bridge.isUrlConnectionConnected()) {
      Bridge.connect(requests().urlConnection(), hookKey);
    }
  }

  @Override
  public void connectHttpClient() throws ReflectiveOperationException {
    if (!Bridge.isHttpClientConnected()) {
      HttpClientCallbacks authorizer =
          Class.forName(FOR_JAVA_11)
              .asSubclass(HttpClientCallbacks.class)
              .getConstructor(GatewayTraffic.class, ThreadFactory.class)
              .newInstance(requests().traffic(), threads);
      Bridge.connect(authorizer, hookKey);
    }
  }

  /**
   * The token thread. It touches nothing of the JDK until the first request to the gateway or
   * {@link #PATIENCE} has come: earlier, the application server has not yet set up logging, TLS and
   * its MBean server.
   */
  @Override
  public void run() {
    firstRequest.await(PATIENCE);
    boolean ended = false;
    while (!ended) {
      try {
        new TokenThread(settings, requests(), threads, instrumentation, transformer, start).run();
        ended = true;
      } catch (Throwable full) { // the heap, until it has room again
        sayThatAClassIsMissing(full);
        LockSupport.parkNanos(REST_NANOS);
      }
    }
  }

  /** Once: no room on the heap makes it go away. */
  private void sayThatAClassIsMissing(Throwable failure) {
    if (failure instanceof LinkageError && !saidMissing) {
      saidMissing = true;
      log.error("no token is refreshed, because of an internal error: " + failure);
    }
  }
}

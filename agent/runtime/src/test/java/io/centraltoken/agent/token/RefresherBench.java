package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.TestEndpoints;
import io.centraltoken.agent.oauth.TokenEndpoint;
import io.centraltoken.agent.oauth.TokenPair;
import io.centraltoken.agent.oauth.UserCredentials;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A refresher whose clock, store and token endpoint are the test's. */
abstract class RefresherBench {
  final SettableClock clock = new SettableClock();
  final SettableClock host = new SettableClock(clock);
  final MemoryTokenStore store = new MemoryTokenStore();
  final ScriptedTransport transport = new ScriptedTransport();
  final RecordingListener listener = new RecordingListener();
  int settled;
  final TokenState state =
      new TokenState(clock, Duration.ofSeconds(2), Duration.ofSeconds(10), () -> settled++);
  final TokenRefresher refresher;

  RefresherBench() {
    this(Grants::refresh);
  }

  String secret = "s&cret";
  String password = "pass\"word";
  final HostTime time = new HostTime(clock, host);

  RefresherBench(Function<TokenEndpoint, Grants> grants) {
    this.refresher = restarted(grants);
  }

  RefresherBench(Function<TokenEndpoint, Grants> grants, TokenStore other) {
    this.refresher = refresher(grants, other);
  }

  /** One that may log in. */
  static Grants login(RefresherBench bench, TokenEndpoint endpoint) {
    return Grants.refreshOrLogin(
        endpoint,
        URI.create("https://gateway.example"),
        new UserCredentials("user", () -> bench.password, "customer"),
        bench.time);
  }

  RefresherBench(BiFunction<RefresherBench, TokenEndpoint, Grants> grants) {
    this.refresher = refresher(endpoint -> grants.apply(this, endpoint), store);
  }

  /** As another start of the JVM makes it, on the same store and endpoint. */
  final TokenRefresher restarted(Function<TokenEndpoint, Grants> grants) {
    return refresher(grants, store);
  }

  private TokenRefresher refresher(Function<TokenEndpoint, Grants> grants, TokenStore used) {
    TokenEndpoint endpoint =
        TestEndpoints.thatMayFailToRead(
            () -> secret, transport, clock, () -> transport.beforeBodyIsRead.run());
    DeferredEvents events = new DeferredEvents(listener);
    return new TokenRefresher(
        state,
        new SharedStore(used, events, new HostTime(clock, host), "test"),
        grants.apply(endpoint),
        events,
        new RefreshPolicy(null, () -> 0.5));
  }

  /** Does what is due now, on this thread. */
  final Duration run() {
    return refresher.runDue();
  }

  /** On another thread than this one, which makes the exchanges and never waits for them. */
  final ExchangeWait pauseOfARequest() {
    return CompletableFuture.supplyAsync(() -> state.pause(clock.millis())).join();
  }

  /** A pair that is made now and lives for two hours, as a download is. */
  final TokenPair pair(String name) {
    return TokenPair.of(
        "access-" + name, "refresh-" + name, clock.instant(), Duration.ofHours(2), 0);
  }

  /** The same of an exchange. */
  final TokenPair rotated(String name) {
    return TokenPair.of(
        "access-" + name, "refresh-" + name, clock.instant(), Duration.ofHours(2), 1);
  }
}

package io.centraltoken.agent.token;

import java.net.URI;
import java.time.Duration;

/** A refresher whose clock, store and token endpoint are the test's. */
abstract class RefresherBench {
  final SettableClock clock = new SettableClock();
  final MemoryTokenStore store = new MemoryTokenStore();
  final ScriptedTransport transport = new ScriptedTransport();
  final RecordingListener listener = new RecordingListener();
  final TokenState state = new TokenState(clock, Duration.ofSeconds(2), Duration.ofSeconds(10));
  final TokenRefresher refresher =
      new TokenRefresher(
          state,
          new SharedStore(store, listener, "test"),
          Grants.refresh(
              new TokenEndpoint(
                  URI.create("https://gateway.example/oauth2/token"),
                  ParameterPlacement.QUERY,
                  new ClientCredentials("id", "s&cret"),
                  transport,
                  clock)),
          listener,
          new RefreshPolicy(null, () -> 0.5));

  /** Does what is due now, on this thread. */
  final Duration run() {
    return refresher.runDue();
  }

  /** A pair that is made now and lives for two hours, as a download is. */
  final TokenPair pair(String name) {
    return TokenPair.of(
        "access-" + name, "refresh-" + name, clock.instant(), Duration.ofHours(2), 0);
  }
}

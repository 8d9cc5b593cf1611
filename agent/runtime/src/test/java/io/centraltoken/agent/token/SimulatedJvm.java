package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.ClientCredentials;
import io.centraltoken.agent.oauth.ParameterPlacement;
import io.centraltoken.agent.oauth.TokenEndpoint;
import io.centraltoken.agent.oauth.UserCredentials;
import io.centraltoken.agent.store.FileTokenStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** A JVM with the agent that ends, is killed, and starts again on the same file. */
final class SimulatedJvm {
  private static final Duration LIFE = Duration.ofHours(20);

  private final String name;
  private final SimulatedDays world;
  private final Random random;
  TokenState state;
  private TokenRefresher refresher;
  private MortalStore store;
  private Instant due;
  private Instant ends;
  private Instant startsAgain = Instant.MIN;

  SimulatedJvm(String name, SimulatedDays world, Random random) {
    this.name = name;
    this.world = world;
    this.random = random;
    start();
  }

  boolean isUp() {
    return refresher != null;
  }

  Duration untilDue() {
    return Duration.between(now(), isUp() ? due : startsAgain);
  }

  /** What the token thread does in its loop. */
  void act() {
    if (!isUp()) {
      if (now().isBefore(startsAgain)) {
        return;
      }
      start();
    }
    for (int turn = 0; isUp() && turn < 3; turn++) {
      if (!now().isBefore(due) || refresher.storeHasNews()) {
        due = now().plus(refresher.runDue());
      }
      if (store.dead || now().isAfter(ends)) {
        refresher = null;
        world.note(name + " ends");
        startsAgain = now().plusSeconds(random.nextInt(20 * 60));
      }
    }
  }

  private void start() {
    store = new MortalStore(new FileTokenStore(world.file, null, true));
    state = new TokenState(world.clock, Duration.ofSeconds(2), Duration.ofSeconds(10), () -> {});
    TokenEndpoint endpoint =
        new TokenEndpoint(
            URI.create("https://gateway.example/oauth2/token"),
            ParameterPlacement.QUERY,
            new ClientCredentials("id", () -> "secret"),
            (uri, headers, body) -> {
              try {
                return world.gateway.post(uri, headers, body);
              } catch (MemoryGateway.Killed killed) {
                store.dead = true;
                throw killed;
              }
            },
            world.clock);
    DeferredEvents listener = new DeferredEvents(listener());
    world.note(name + " starts");
    HostTime time = new HostTime(world.clock, world.clock);
    refresher =
        new TokenRefresher(
            state,
            new SharedStore(store, listener, time, "simulated"),
            Grants.refreshOrLogin(
                endpoint,
                URI.create("https://gateway.example"),
                new UserCredentials("user", () -> "password", "customer"),
                time),
            listener,
            new RefreshPolicy(null, random::nextDouble));
    due = now();
    ends = now().plusSeconds(random.nextInt((int) LIFE.getSeconds()));
  }

  private RecordingListener listener() {
    return new RecordingListener() {
      @Override
      void add(String event) {
        world.note(name + " " + event);
      }
    };
  }

  @Override
  public String toString() {
    return name + ", " + state.pair() + ", due " + due;
  }

  private Instant now() {
    return world.clock.instant();
  }
}

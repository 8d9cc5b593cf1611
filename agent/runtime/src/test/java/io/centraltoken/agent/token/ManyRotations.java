package io.centraltoken.agent.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.centraltoken.agent.oauth.TestEndpoints;
import io.centraltoken.agent.oauth.TokenEndpoint;
import io.centraltoken.agent.oauth.TokenTransport;
import io.centraltoken.agent.store.FileTokenStore;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Exchanges a pair many times, on a clock that nobody waits for, then as many times again and
 * again, and prints by how many bytes the heap in use grew in the stage in which it grew least:
 * what the JVM itself makes at some point is not in each of them. The store remembers 14 days of
 * refresh tokens, so it grows until then.
 */
final class ManyRotations {
  private static final int FORTNIGHT = 14 * 24;
  private static final int STAGES = 4;

  private final SettableClock clock = new SettableClock();
  private final TokenState state =
      new TokenState(clock, Duration.ofSeconds(2), Duration.ofSeconds(10), () -> {});
  private int pairs;

  public static void main(String[] arguments) throws Exception {
    new ManyRotations().run(Integer.parseInt(arguments[0]));
  }

  private void run(int rotations) throws Exception {
    try (FileSystem disk = Jimfs.newFileSystem(Configuration.unix())) {
      Path file = Files.createDirectories(disk.getPath("/opt/central")).resolve("token.json");
      Files.writeString(file, pair());
      TokenRefresher refresher = refresher(file);
      rotate(refresher, FORTNIGHT + rotations);
      long least = Long.MAX_VALUE;
      for (int stage = 0; stage < STAGES; stage++) {
        long before = usedBytes();
        rotate(refresher, rotations);
        least = Math.min(least, usedBytes() - before);
      }
      System.out.printf("%d pairs, %d bytes more%n", pairs, least);
    }
  }

  private void rotate(TokenRefresher refresher, int rotations) {
    int end = pairs + rotations;
    while (pairs < end) {
      clock.advance(refresher.runDue());
    }
    assertThat(state.authorization()).isEqualTo("Bearer access-" + pairs);
  }

  private TokenRefresher refresher(Path file) {
    TokenEndpoint endpoint =
        TestEndpoints.thatMayFailToRead(
            () -> "secret",
            (uri, headers, body) ->
                new TokenTransport.Response(200, pair().getBytes(StandardCharsets.UTF_8), Map.of()),
            clock,
            () -> {});
    DeferredEvents listener = new DeferredEvents(new SilentListener());
    HostTime time = new HostTime(clock, clock);
    return new TokenRefresher(
        state,
        new SharedStore(new FileTokenStore(file, null, false), listener, time, "memory"),
        Grants.refresh(endpoint),
        listener,
        new RefreshPolicy(null, () -> 0.5));
  }

  private String pair() {
    pairs++;
    return String.format(
        "{\"access_token\": \"access-%1$d\", \"refresh_token\": \"refresh-%1$d\","
            + " \"expires_in\": 7200, \"created_at\": %2$d}",
        pairs, clock.millis());
  }

  /** After as many collections as it takes to become no less. */
  private static long usedBytes() {
    long used = Long.MAX_VALUE;
    for (int same = 0; same < 5; same++) {
      System.gc();
      long now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      if (now < used - 1024) {
        same = 0;
      }
      used = Math.min(used, now);
    }
    return used;
  }

  /** Keeps nothing, unlike the listeners of other tests. */
  private static final class SilentListener extends RecordingListener {
    @Override
    void addOutcome(String outcome) {}

    @Override
    void add(String event) {
      // forgotten
    }

    @Override
    public void statusIs(TokenStatus status) {
      // forgotten
    }
  }
}

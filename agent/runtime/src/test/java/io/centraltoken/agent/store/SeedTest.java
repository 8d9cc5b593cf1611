package io.centraltoken.agent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centraltoken.agent.oauth.TokenPair;
import io.centraltoken.agent.token.ExchangeNotes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A download in a mount that others write, beside a store that only the agent writes. */
class SeedTest {
  @TempDir Path directory;
  private Path file;
  private Path seed;
  private FileTokenStore store;

  @BeforeEach
  void plant() throws IOException {
    file = directory.resolve("token.json");
    seed = directory.resolve("seed.json");
    put(seed, "seed");
    store = new FileTokenStore(file, seed, true);
  }

  @Test
  void beginsWithTheSeedAndLeavesIt() throws IOException {
    String planted = Files.readString(seed);
    assertThat(store.load().pair().accessToken()).isEqualTo("seed-access");
    store.save(successor(), redeemed -> true, ExchangeNotes.NONE);
    assertThat(store.load().pair().accessToken()).isEqualTo("access-1");
    assertThat(restarted().load().pair().accessToken()).as("consumed").isEqualTo("access-1");
    assertThat(Files.readString(seed)).isEqualTo(planted);
  }

  @Test
  void takesASeedThatItNeverSaw() throws IOException {
    store.load();
    store.save(successor(), redeemed -> true, ExchangeNotes.NONE);
    put(seed, "next");
    assertThat(store.load().pair().accessToken()).isEqualTo("next-access");
    assertThat(store.load().isStale()).isFalse();
    store.note(
        ExchangeNotes.of(null, null, null, List.of(store.load().pair().refreshTokenFingerprint())));
    assertThat(store.load().pair().accessToken()).as("rejected").isEqualTo("access-1");
  }

  /** Kubernetes swaps a symbolic link to a folder, so that all files of a mount change at once. */
  @Test
  void seesTheSwapOfAMount() throws IOException {
    Path mount = Files.createDirectory(directory.resolve("mount"));
    put(Files.createDirectory(mount.resolve("..1")).resolve("token"), "first");
    put(Files.createDirectory(mount.resolve("..2")).resolve("token"), "second");
    Path data = Files.createSymbolicLink(mount.resolve("..data"), Path.of("..1"));
    Path mounted = Files.createSymbolicLink(mount.resolve("token"), Path.of("..data/token"));
    FileTokenStore onMount = new FileTokenStore(file, mounted, true);
    assertThat(onMount.load().pair().accessToken()).isEqualTo("first-access");
    Path swap = Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of("..2"));
    Files.move(swap, data, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    assertThat(onMount.load().pair().accessToken()).isEqualTo("second-access");
  }

  @Test
  void saysWhatIsWrongWithTheSeed() throws IOException {
    Files.delete(seed);
    assertThatThrownBy(() -> store.load().pair()).hasMessage(seed + " does not exist");
    put(file, "stored");
    assertThat(store.load().pair().accessToken()).isEqualTo("stored-access");
  }

  private FileTokenStore restarted() {
    return new FileTokenStore(file, seed, true);
  }

  private static void put(Path target, String name) throws IOException {
    Files.writeString(
        target,
        """
        {"access_token":"%s-access","created_at":1700000000000,"expires_in":7200,"refresh_token":"%s-refresh"}"""
            .formatted(name, name));
  }

  private static TokenPair successor() {
    return TokenPair.of(
        "access-1", "refresh-1", Instant.parse("2026-01-01T00:00:00Z"), Duration.ofHours(2), 1);
  }
}

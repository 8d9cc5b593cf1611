package io.centraltoken.agent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.centraltoken.agent.oauth.TokenPair;
import io.centraltoken.agent.token.ExchangeNotes;
import io.centraltoken.agent.token.TokenStore;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file system without POSIX modes whose paths look as on Windows; not Windows itself. */
class WindowsStoreTest {
  private final FileSystem disk =
      Jimfs.newFileSystem(
          Configuration.windows().toBuilder().setAttributeViews("basic", "owner", "acl").build());
  private Path file;
  private FileTokenStore store;

  @BeforeEach
  void download() throws IOException {
    Path folder = Files.createDirectories(disk.getPath("C:\\central"));
    file = folder.resolve("token.json");
    Files.writeString(
        file,
        "{\"access_token\":\"a\",\"refresh_token\":\"r\",\"expires_in\":7200,\"created_at\":1}");
    store = new FileTokenStore(file, null, true);
    store.load();
  }

  @AfterEach
  void close() throws IOException {
    disk.close();
  }

  @Test
  void keepsThePair() throws IOException {
    store.note(ExchangeNotes.NONE);
    store.save(pair(), redeemed -> true, ExchangeNotes.NONE);
    FileTokenStore restarted = new FileTokenStore(file, null, true);
    assertThat(restarted.load().pair().accessToken()).isEqualTo("access-1");
    assertThat(restarted.load().isStale()).isFalse();
  }

  @Test
  void opensItsFilesToTheirOwnerOnly() throws IOException {
    TokenStore.Claim claim = store.tryClaim();
    store.save(pair(), redeemed -> true, ExchangeNotes.NONE);
    claim.close();
    for (String name : new String[] {"token.json", "token.json.agent", "token.json.lock"}) {
      AclFileAttributeView view =
          Files.getFileAttributeView(file.resolveSibling(name), AclFileAttributeView.class);
      assertThat(view.getAcl()).as(name).hasSize(1);
      AclEntry entry = view.getAcl().get(0);
      assertThat(entry.type()).isEqualTo(AclEntryType.ALLOW);
      assertThat(entry.principal()).isEqualTo(view.getOwner());
    }
  }

  @Test
  void triesAgainWhileSomebodyReadsTheFile() throws IOException {
    AtomicInteger attempts = new AtomicInteger();
    AtomicInteger pauses = new AtomicInteger();
    new Replacement(5, pauses::incrementAndGet).run(() -> deny(attempts, 3));
    assertThat(attempts).hasValue(4);
    assertThat(pauses).hasValue(3);
  }

  @Test
  void givesUpInTheEnd() {
    AtomicInteger attempts = new AtomicInteger();
    Replacement replacement = new Replacement(5, () -> {});
    assertThatThrownBy(() -> replacement.run(() -> deny(attempts, 100)))
        .isInstanceOf(AccessDeniedException.class);
    assertThat(attempts).hasValue(5);
  }

  private static void deny(AtomicInteger attempts, int times) throws IOException {
    if (attempts.incrementAndGet() <= times) {
      throw new AccessDeniedException("token.json");
    }
  }

  private static TokenPair pair() {
    return TokenPair.of(
        "access-1", "refresh-1", Instant.parse("2026-01-01T00:00:00Z"), Duration.ofHours(2), 1);
  }
}

package io.centraltoken.agent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.centraltoken.agent.oauth.TokenPair;
import io.centraltoken.agent.token.ExchangeNotes;
import io.centraltoken.agent.token.NoLockException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a store lies, and what lies beside it. */
class StorePlaceTest {
  private static final String DOWNLOADED =
      "{\"access_token\":\"a\",\"refresh_token\":\"r\",\"expires_in\":7200,\"created_at\":1}";

  @TempDir Path directory;

  /** A volume that is not mounted yet. */
  @Test
  void saysThatTheFolderBehindALinkIsMissingAndReplacesNothing() throws IOException {
    Path link =
        Files.createSymbolicLink(
            directory.resolve("token.json"), directory.resolve("volume/token.json"));
    FileTokenStore store = new FileTokenStore(link, null, true);
    assertThatThrownBy(() -> store.load().pair())
        .hasMessageContaining("is a link to a file that does not exist");
    String missing = " is a link to " + directory.resolve("volume/token.json");
    assertThatThrownBy(() -> store.save(pair(1), redeemed -> true, ExchangeNotes.NONE))
        .hasMessageContaining(missing)
        .hasMessageContaining("that folder does not exist");
    assertThatThrownBy(store::tryClaim).isInstanceOf(NoLockException.class);
    assertThat(link).isSymbolicLink();
    Files.createDirectory(directory.resolve("volume"));
    store.save(pair(1), redeemed -> true, ExchangeNotes.NONE);
    assertThat(link).isSymbolicLink();
    assertThat(directory.resolve("volume/token.json")).content().contains("access-1");
    assertThat(new FileTokenStore(link, null, true).load().pair().accessToken())
        .isEqualTo("access-1");
  }

  @Test
  void leavesAloneWhatBelongsToAStoreWhoseNameBeginsWithItsOwn() throws IOException {
    Path token = Files.writeString(directory.resolve("token"), DOWNLOADED);
    Path other = Files.writeString(directory.resolve("token.eu"), DOWNLOADED);
    FileTokenStore reserving = new FileTokenStore(other, null, true);
    reserving.load();
    try (Closeable room = reserving.reserve()) {
      assertThat(room).isNotNull();
      FileTokenStore store = new FileTokenStore(token, null, true);
      store.load();
      store.save(pair(1), redeemed -> true, ExchangeNotes.NONE);
      assertThat(reserving.save(pair(2), redeemed -> true, ExchangeNotes.NONE)).isTrue();
    }
    assertThat(other).content().contains("access-2");
  }

  /** What notes are written while the room for a response is taken must not take it away. */
  @Test
  void keepsItsRoomWhileItWritesNotes() throws IOException {
    FileTokenStore store =
        new FileTokenStore(Files.writeString(directory.resolve("t"), DOWNLOADED), null, true);
    store.load();
    try (Closeable room = store.reserve()) {
      assertThat(room).isNotNull();
      store.note(ExchangeNotes.of("a b c", null, null, java.util.List.of()));
      assertThat(store.save(pair(1), redeemed -> true, ExchangeNotes.NONE)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    // found, kept, of the lock and the own copy
    "rw-------, rw-------, rw-------",
    "rw-r--r--, rw-------, rw-------",
    "rw-rw-rw-, rw-rw----, rw-rw----",
    "rw-rw----, rw-rw----, rw-rw----",
    "rw-r-----, rw-r-----, rw-r-----",
    "r--------, rw-------, rw-------",
    "rw--w----, rw-------, rw-------"
  })
  void keepsTheModeOfTheFileAndNeverWidensIt(String found, String kept, String beside)
      throws IOException {
    Path file = Files.writeString(directory.resolve("token.json"), DOWNLOADED);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(found));
    FileTokenStore store = new FileTokenStore(file, null, true);
    store.load();
    store.tryClaim().close();
    store.note(ExchangeNotes.NONE);
    store.rehearse();
    assertThat(mode("token.json")).isEqualTo(kept);
    store.save(pair(1), redeemed -> true, ExchangeNotes.NONE);
    assertThat(mode("token.json")).isEqualTo(kept);
    assertThat(mode("token.json.agent")).isEqualTo(beside);
    assertThat(mode("token.json.lock")).isEqualTo(beside);
  }

  @Test
  void rehearsesWithoutChangingAByte() throws IOException {
    Path file = Files.writeString(directory.resolve("token.json"), DOWNLOADED);
    FileTokenStore store = new FileTokenStore(file, null, true);
    TokenPair before = store.load().pair();
    assertThat(store.rehearse()).isNull();
    assertThat(file).hasContent(DOWNLOADED);
    assertThat(directory.toFile().list()).containsExactly("token.json");
    assertThat(store.load().pair()).isSameAs(before);
  }

  /** Java 8 on a Btrfs subvolume, or a chroot: the JDK finds no mount point for the folder. */
  @Test
  void asksForNoFileStore() throws IOException {
    try (FileSystem disk =
        Jimfs.newFileSystem(
            Configuration.unix().toBuilder().setAttributeViews("basic", "posix").build())) {
      Path file = Files.createDirectory(disk.getPath("/central")).resolve("token.json");
      Files.writeString(file, DOWNLOADED);
      assertThat(FileRights.isPosix(file)).isTrue();
      assertThat(FileRights.isPosix(disk.getPath("/no/such/folder"))).isTrue();
    }
  }

  private String mode(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name)));
  }

  private static TokenPair pair(int generation) {
    return TokenPair.of(
        "access-" + generation,
        "refresh-" + generation,
        Instant.parse("2026-01-01T00:00:00Z"),
        Duration.ofHours(2),
        generation);
  }
}

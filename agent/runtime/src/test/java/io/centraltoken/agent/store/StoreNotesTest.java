package io.centraltoken.agent.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.oauth.TokenPair;
import io.centraltoken.agent.token.ExchangeNotes;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The own copy: notes, rejected downloads, and what a kill leaves behind. */
class StoreNotesTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void download() throws IOException {
    file = directory.resolve("token.json");
    put("first");
  }

  @Test
  void givesItsNotesToTheNextStart() throws IOException {
    FileTokenStore store = new FileTokenStore(file, null, true);
    TokenPair pair = store.load().pair();
    String before = Files.readString(file);
    store.note(ExchangeNotes.of("a b c", "d e", "f g", List.of(pair.refreshTokenFingerprint())));
    assertThat(Files.readString(file)).as("left to people").isEqualTo(before);

    FileTokenStore restarted = new FileTokenStore(file, null, true);
    assertThat(restarted.load().pair().accessToken()).isEqualTo("first-access");
    assertThat(restarted.load().pair().generation()).isZero();
    assertThat(restarted.load().notes().intent()).isEqualTo("a b c");
    assertThat(restarted.load().notes().lastOutcome()).isEqualTo("d e");
    assertThat(restarted.load().notes().lastLogin()).isEqualTo("f g");
    assertThat(restarted.load().notes().isRejected(pair)).isTrue();
    assertThat(restarted.load().isStale()).isFalse();
  }

  @Test
  void notesALoginWhereThereIsNoPairYet() throws IOException {
    Files.delete(file);
    FileTokenStore store = new FileTokenStore(file, null, true);
    store.note(ExchangeNotes.of(null, null, "yesterday", List.of()));
    store.save(pair(1), redeemed -> true, store.load().notes());
    FileTokenStore restarted = new FileTokenStore(file, null, true);
    assertThat(restarted.load().pair().accessToken()).isEqualTo("access-1");
    assertThat(restarted.load().notes().lastLogin()).isEqualTo("yesterday");
  }

  /** By a sibling whose disk had failed for a while. */
  @Test
  void notesWhetherAPairWasRedeemedOrOnlyWrittenOver() throws IOException {
    FileTokenStore store = new FileTokenStore(file, null, true);
    TokenPair first = store.load().pair();
    store.save(pair(1), redeemed -> true, ExchangeNotes.NONE);
    TokenPair writtenOver = store.load().pair();
    store.save(pair(2), redeemed -> false, ExchangeNotes.NONE);

    FileTokenStore sibling = new FileTokenStore(file, null, true);
    sibling.load();
    assertThat(sibling.load().isAfter(first)).isTrue();
    assertThat(sibling.load().hasRedeemed(first)).isTrue();
    assertThat(sibling.load().isAfter(writtenOver)).isTrue();
    assertThat(sibling.load().hasRedeemed(writtenOver)).isFalse();

    put("next");
    assertThat(sibling.load().pair().accessToken()).isEqualTo("next-access");
    assertThat(sibling.load().hasRedeemed(first)).as("with a download in its place").isTrue();
  }

  /** A download that does not work must not cost the pair that does. */
  @Test
  void goesBackToItsOwnPairWhenTheGatewayRejectsADownload() throws IOException {
    FileTokenStore store = new FileTokenStore(file, null, true);
    store.load();
    store.save(pair(1), redeemed -> true, ExchangeNotes.NONE);
    put("stale-download");
    TokenPair bad = store.load().pair();
    assertThat(bad.accessToken()).isEqualTo("stale-download-access");
    store.note(ExchangeNotes.of(null, null, null, List.of(bad.refreshTokenFingerprint())));
    assertThat(store.load().pair().accessToken()).isEqualTo("access-1");
    assertThat(store.load().isStale()).isTrue();
    store.save(store.load().pair(), redeemed -> true, store.load().notes());
    assertThat(Files.readString(file)).contains("\"access-1\"");
  }

  @Test
  void leavesAFileThatWasPutThereMeanwhileAndKeepsItsOwnPair() throws IOException {
    FileTokenStore store = new FileTokenStore(file, null, true);
    store.load();
    put("second");
    assertThat(store.save(pair(1), redeemed -> true, ExchangeNotes.NONE)).isFalse();
    TokenPair download = store.load().pair();
    assertThat(download.accessToken()).isEqualTo("second-access");
    assertThat(Files.readString(directory.resolve("token.json.agent"))).contains("\"access-1\"");
  }

  /** A pair waits in memory for its disk to work again; meanwhile a sibling has redeemed it. */
  @Test
  void storesNoPairThatASiblingHasRedeemedMeanwhile() throws IOException {
    FileTokenStore late = new FileTokenStore(file, null, true);
    TokenPair waiting = late.load().pair();
    FileTokenStore sibling = new FileTokenStore(file, null, true);
    sibling.load();
    assertThat(sibling.save(pair(1), waiting::hasRefreshTokenOf, ExchangeNotes.NONE)).isTrue();

    assertThat(late.load().pair().accessToken()).isEqualTo("access-1");
    assertThat(late.save(waiting, redeemed -> false, ExchangeNotes.NONE)).isFalse();
    assertThat(new FileTokenStore(file, null, true).load().pair().accessToken())
        .isEqualTo("access-1");
  }

  @Test
  void takesTheRoomAndGivesItBack() throws IOException {
    FileTokenStore store = new FileTokenStore(file, null, true);
    store.load();
    try (Closeable room = store.reserve()) {
      assertThat(room).isNotNull();
      assertThat(debris()).hasSize(2).allMatch(path -> path.toFile().length() > 8000);
    }
    assertThat(debris()).isEmpty();
  }

  @Test
  void clearsAwayWhatAKillHasLeft() throws IOException {
    Path abandoned = Files.createFile(directory.resolve(".token.json.123.tmp"));
    Path other = Files.createFile(directory.resolve(".other.json.123.tmp"));
    FileTokenStore store = new FileTokenStore(file, null, true);
    store.load();
    store.save(pair(1), redeemed -> true, ExchangeNotes.NONE);
    assertThat(abandoned).doesNotExist();
    assertThat(other).exists();
  }

  private List<Path> debris() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(path -> path.toString().endsWith(".tmp")).toList();
    }
  }

  private void put(String name) throws IOException {
    Files.writeString(
        file,
        """
        {"access_token":"%s-access","created_at":1700000000000,"expires_in":7200,"refresh_token":"%s-refresh"}"""
            .formatted(name, name));
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

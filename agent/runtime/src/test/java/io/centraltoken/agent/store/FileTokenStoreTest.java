package io.centraltoken.agent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centraltoken.agent.oauth.TokenPair;
import io.centraltoken.agent.token.ExchangeNotes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTokenStoreTest {
  private static final String DOWNLOADED =
      """
      {"access_token":"old-access","appname":"nms","created_at":1700000000000,"expires_in":7200,"id":"1","refresh_token":"old-refresh",
       "scope":"all","token_type":"bearer","unknown":{"a":[1,2.50,null]}}""";

  @TempDir Path directory;

  @Test
  void readsTheJsonOfDownloadToken() throws IOException {
    TokenPair pair = store(DOWNLOADED).load().pair();
    assertThat(pair.accessToken()).isEqualTo("old-access");
    assertThat(pair.refreshToken()).isEqualTo("old-refresh");
    assertThat(pair.expiresAt()).isEqualTo(Instant.ofEpochMilli(1700000000000L).plusSeconds(7200));
    assertThat(pair.generation()).isZero();
  }

  @Test
  void givesBackWhatItSaved() throws IOException {
    FileTokenStore store = store(DOWNLOADED);
    save(store, successor(1));
    save(store, successor(2));
    TokenPair pair = store.load().pair();
    assertThat(pair.accessToken()).isEqualTo("access-2");
    assertThat(pair.refreshToken()).isEqualTo("refresh-2");
    assertThat(pair.obtainedAt()).isEqualTo(successor(2).obtainedAt());
    assertThat(pair.generation()).isEqualTo(2);
  }

  @Test
  void keepsWhatItDoesNotKnow() throws IOException {
    save(store(DOWNLOADED), successor(1));
    assertThat(Files.readString(directory.resolve("token.json")).replaceAll("\\s", ""))
        .contains("\"appname\":\"nms\"", "\"unknown\":{\"a\":[1,2.50,null]}", "\"scope\":\"all\"")
        .doesNotContain("old-");
  }

  @Test
  void leavesNothingButTheFileReadableByItsOwner() throws IOException {
    save(store(DOWNLOADED), successor(1));
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files)
          .containsExactlyInAnyOrder(
              directory.resolve("token.json"), directory.resolve("token.json.agent"));
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("token.json"))))
        .isEqualTo("rw-------");
  }

  @Test
  void writesThroughASymbolicLink() throws IOException {
    store(DOWNLOADED);
    Path link =
        Files.createSymbolicLink(directory.resolve("link.json"), directory.resolve("token.json"));
    save(new FileTokenStore(link, null, true), successor(1));
    assertThat(link).isSymbolicLink();
    assertThat(
            new FileTokenStore(directory.resolve("token.json"), null, true)
                .load()
                .pair()
                .accessToken())
        .isEqualTo("access-1");
  }

  @Test
  void keepsItsOwnCopyAndNoDebrisWhenTheFileCannotBeWritten() throws IOException {
    FileTokenStore store = store(DOWNLOADED);
    Files.delete(directory.resolve("token.json"));
    Files.createDirectory(directory.resolve("token.json"));
    assertThatThrownBy(() -> save(store, successor(1))).isInstanceOf(IOException.class);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files)
          .containsExactlyInAnyOrder(
              directory.resolve("token.json"), directory.resolve("token.json.agent"));
    }
  }

  @Test
  void saysWhatIsWrongWithAFileAndShowsNoneOfIt() throws IOException {
    for (String wrong :
        List.of(
            "",
            "{",
            "[]",
            "not json MARKER",
            "{\"access_token\":\"MARKER\"}",
            DOWNLOADED + "MARKER",
            DOWNLOADED + DOWNLOADED,
            DOWNLOADED.replace("\"old-access\"", "{\"access_token\":\"MARKER\"}"),
            DOWNLOADED.replace("\"old-access\"", "[\"MARKER\"]"),
            DOWNLOADED.replace("\"old-access\"", "1234567890"),
            DOWNLOADED.replace("7200", "\"MARKER\""),
            DOWNLOADED.replace("7200", "-1"),
            DOWNLOADED.replace("7200", "1e999"),
            DOWNLOADED.replace("1700000000000", "-5"),
            DOWNLOADED.replace("1700000000000", "9223372036854775807"),
            DOWNLOADED.replace("old-access", "MARKER\\r\\nX-Injected: 1"),
            "[".repeat(100_000),
            DOWNLOADED.replace("old-refresh", "MAR KER"))) {
      assertThatThrownBy(() -> store(wrong).load().pair())
          .as(wrong)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(directory.resolve("token.json") + " holds no ")
          .hasMessageNotContaining("MARKER")
          .hasMessageNotContaining("MAR KER");
    }
  }

  @Test
  void makesTheFileAnewWhenItIsGone() throws IOException {
    FileTokenStore store = store(DOWNLOADED);
    Files.delete(directory.resolve("token.json"));
    save(store, successor(1));
    assertThat(store.load().pair().accessToken()).isEqualTo("access-1");
  }

  @Test
  void showsNothingOfAFileThatItCannotSucceed() throws IOException {
    FileTokenStore store = store("{\"access_token\":\"a\", MARKER");
    assertThatThrownBy(() -> save(store, successor(1)))
        .isInstanceOf(IOException.class)
        .hasMessage(directory.resolve("token.json") + " holds no JSON object (line 1, column 22)")
        .hasNoCause();
  }

  @Test
  void losesNoPairInAnObjectThatIsNoToken() throws IOException {
    FileTokenStore store = store("{\"appname\":\"nms\",\"refresh_token\":[1]}");
    save(store, successor(1));
    TokenPair pair = new FileTokenStore(directory.resolve("token.json"), null, true).load().pair();
    assertThat(pair.accessToken()).isEqualTo("access-1");
    assertThat(pair.refreshToken()).isEqualTo("refresh-1");
    assertThat(Files.readString(directory.resolve("token.json"))).contains("\"nms\"");
  }

  @Test
  void givesTheSamePairForTheSameContent() throws IOException {
    FileTokenStore store = store(DOWNLOADED);
    TokenPair first = store.load().pair();
    store(DOWNLOADED);
    assertThat(store.load().pair()).isSameAs(first);
    store(DOWNLOADED.replace("old-access", "new-access"));
    assertThat(store.load().pair().accessToken()).isEqualTo("new-access");
  }

  @Test
  void readsNoFolderAndNothingHuge() throws IOException {
    FileTokenStore folder = new FileTokenStore(directory, null, true);
    assertThatThrownBy(() -> folder.load().pair())
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("is not a regular file");
    FileTokenStore huge = store(DOWNLOADED + " ".repeat(1 << 20));
    assertThatThrownBy(() -> huge.load().pair())
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("token.json is larger than any token file");
  }

  @Test
  void boundsALifetimeThatNoArithmeticCouldHold() throws IOException {
    TokenPair pair = store(DOWNLOADED.replace("7200", "9223372036854775807")).load().pair();
    assertThat(pair.lifetime()).isEqualTo(Duration.ofDays(365));
  }

  @Test
  void recognisesTheFirstDownloadThatADeploymentBringsBack() throws IOException {
    FileTokenStore store = store(DOWNLOADED);
    save(store, successor(1));
    save(store, successor(2));
    FileTokenStore restarted = store(DOWNLOADED);
    assertThat(restarted.load().pair().accessToken()).isEqualTo("access-2");
    assertThat(restarted.load().isStale()).isTrue();
    save(restarted, restarted.load().pair());
    assertThat(Files.readString(directory.resolve("token.json"))).contains("\"access-2\"");
    assertThat(restarted.load().pair().accessToken()).isEqualTo("access-2");
    assertThat(restarted.load().isStale()).isFalse();
  }

  @Test
  void takesADownloadThatItNeverSaw() throws IOException {
    save(store(DOWNLOADED), successor(1));
    FileTokenStore restarted = store(DOWNLOADED.replace("old-", "new-"));
    assertThat(restarted.load().pair().accessToken()).isEqualTo("new-access");
    assertThat(restarted.load().isStale()).isFalse();
    save(restarted, successor(2));
    FileTokenStore again = store(DOWNLOADED.replace("old-", "new-"));
    assertThat(again.load().pair().accessToken()).as("seen by now").isEqualTo("access-2");
  }

  @Test
  void goesOnFromItsOwnCopyWhenTheFileIsBroken() throws IOException {
    save(store(DOWNLOADED), successor(1));
    FileTokenStore restarted = store("{\"access_tok");
    assertThat(restarted.load().pair().accessToken()).isEqualTo("access-1");
    assertThatThrownBy(() -> save(restarted, successor(2)))
        .as("a person may be writing it")
        .hasMessageEndingWith("token.json holds no JSON object (line 1, column 13)");
    assertThat(restarted.load().pair().accessToken()).as("not lost").isEqualTo("access-2");
  }

  private FileTokenStore store(String content) throws IOException {
    return new FileTokenStore(
        Files.writeString(directory.resolve("token.json"), content), null, true);
  }

  /** As the token thread does it: after a look. */
  private static void save(FileTokenStore store, TokenPair pair) throws IOException {
    store.load();
    assertThat(store.save(pair, redeemed -> true, ExchangeNotes.NONE)).isTrue();
  }

  private static TokenPair successor(int generation) {
    Instant obtained = Instant.parse("2026-01-01T00:00:00.123Z").plusSeconds(generation);
    return TokenPair.of(
        "access-" + generation, "refresh-" + generation, obtained, Duration.ofHours(2), generation);
  }
}

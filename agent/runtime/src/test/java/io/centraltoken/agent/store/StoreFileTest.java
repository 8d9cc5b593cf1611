package io.centraltoken.agent.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFileTest {
  private static final byte[] SUCCESSOR = "successor".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path directory;

  private final StoreFile stored = new StoreFile();
  private Path file;

  @BeforeEach
  void reserve() throws IOException {
    file = Files.writeString(directory.resolve("token.json"), "old");
    stored.reserve(file, file, 100);
  }

  /** A disk takes milliseconds for the content, and a person may put a download there meanwhile. */
  @Test
  void looksAtTheFileAgainWhenOnlyTheRenameIsLeft() throws IOException {
    boolean replaced =
        stored.replaceIf(
            file,
            SUCCESSOR,
            () -> {
              assertThat(successorIsWritten()).isTrue();
              Files.writeString(file, "a new download");
              return false;
            });
    assertThat(replaced).isFalse();
    assertThat(file).hasContent("a new download");
  }

  @Test
  void replacesTheFileThatIsStillTheSame() throws IOException {
    assertThat(stored.replaceIf(file, SUCCESSOR, () -> true)).isTrue();
    assertThat(file).hasContent("successor");
  }

  private boolean successorIsWritten() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.anyMatch(other -> !other.equals(file) && holdsSuccessor(other));
    }
  }

  private static boolean holdsSuccessor(Path other) {
    try {
      return Files.readString(other).equals("successor");
    } catch (IOException gone) {
      return false;
    }
  }
}

package io.centraltoken.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client secret can be reset, and a password changed, while the application runs. */
class SecretSourceTest {
  @TempDir Path directory;

  @Test
  void readsItsFileAgainEachTime() throws Exception {
    Path file = Files.writeString(directory.resolve("secret"), "first\n");
    SecretSource secret = SecretSource.of(file.toFile());
    assertThat(secret.get()).isEqualTo("first");
    Files.writeString(file, "second\nof no interest\n");
    assertThat(secret.get()).isEqualTo("second");
  }

  /** Removed, being written, or damaged: the next call may succeed with what was known. */
  @Test
  void keepsTheLastSecretWhileItsFileHoldsNone() throws Exception {
    Path file = Files.writeString(directory.resolve("secret"), "first");
    SecretSource secret = SecretSource.of(file.toFile());
    for (String content : new String[] {"", "\n", "\"quoted\"", "nul\0"}) {
      Files.writeString(file, content);
      assertThat(secret.get()).isEqualTo("first");
    }
    Files.delete(file);
    assertThat(secret.get()).isEqualTo("first");
    Files.writeString(file, "second");
    assertThat(secret.get()).isEqualTo("second");
  }

  @Test
  void doesNotStartWithAFileThatHoldsNone() throws Exception {
    Path file = Files.writeString(directory.resolve("secret"), "\n");
    assertThatThrownBy(() -> SecretSource.of(file.toFile()))
        .isInstanceOf(IOException.class)
        .hasMessage("has no first line");
  }

  @Test
  void showsNoSecret() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "MARKER");
    assertThat(SecretSource.of("MARKER") + " " + SecretSource.of(file.toFile()))
        .isEqualTo("SecretSource[setting] SecretSource[" + file + "]");
  }
}

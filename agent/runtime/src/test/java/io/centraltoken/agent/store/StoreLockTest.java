package io.centraltoken.agent.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.token.TokenStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The lock among processes: POSIX locks are given up when any channel of the file is closed. */
@Timeout(60)
class StoreLockTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void download() throws IOException {
    file = Files.writeString(directory.resolve("token.json"), "{}");
  }

  /** Another process: it tries to lock a file and prints whether it could. */
  static final class OtherProcess {
    public static void main(String[] arguments) throws IOException {
      try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE);
          FileLock lock = channel.tryLock()) {
        System.out.println(lock == null ? "held" : "free");
      }
    }
  }

  @Test
  void isHeldUntilTheLastClaimIsClosed() throws Exception {
    FileTokenStore store = new FileTokenStore(file, null, true);
    TokenStore.Claim outer = store.tryClaim();
    TokenStore.Claim inner = store.tryClaim();
    assertThat(inner).as("who has it may have it again").isNotNull();
    inner.close();
    assertThat(seenByOtherProcess()).isEqualTo("held");
    outer.close();
    assertThat(seenByOtherProcess()).isEqualTo("free");
  }

  @Test
  void isNotGivenUpByWhoeverAsksInTheSameProcess() throws Exception {
    Path hardLink = Files.createLink(directory.resolve("other.json"), file);
    TokenStore.Claim claim = new FileTokenStore(file, null, true).tryClaim();
    Files.createLink(directory.resolve("other.json.lock"), directory.resolve("token.json.lock"));
    assertThat(new FileTokenStore(file, null, true).tryClaim()).isNull();
    FileTokenStore byOtherName = new FileTokenStore(hardLink, null, true);
    assertThat(byOtherName.tryClaim()).isNull();
    assertThat(byOtherName.tryClaim()).isNull();
    assertThat(seenByOtherProcess()).isEqualTo("held");
    claim.close();
    TokenStore.Claim next = byOtherName.tryClaim();
    assertThat(next).isNotNull();
    next.close();
  }

  @Test
  void namesTheProcessThatHoldsIt() throws Exception {
    FileTokenStore store = new FileTokenStore(file, null, true);
    try (TokenStore.Claim claim = store.tryClaim()) {
      assertThat(claim).isNotNull();
      assertThat(store.holder())
          .isEqualTo(
              "process "
                  + ProcessHandle.current().pid()
                  + " ("
                  + directory.toRealPath().resolve("token.json.lock")
                  + ")");
    }
  }

  private String seenByOtherProcess() throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    Path.of(
                            OtherProcess.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                        .toString(),
                    OtherProcess.class.getName(),
                    directory.resolve("token.json.lock").toString()))
            .redirectErrorStream(true)
            .start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return said;
  }
}

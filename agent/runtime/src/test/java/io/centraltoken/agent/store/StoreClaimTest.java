package io.centraltoken.agent.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.agent.token.TokenStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreClaimTest {
  @TempDir Path directory;

  /** Two class loaders of one JVM; that processes exclude each other is seen on the wire. */
  @Test
  void isClaimedByOneAtATime() throws IOException {
    Path file = Files.writeString(directory.resolve("token.json"), "{}");
    FileTokenStore store = new FileTokenStore(file, null, true);
    Path link =
        Files.createSymbolicLink(directory.resolve("link.json"), directory.resolve("token.json"));
    TokenStore.Claim claim = store.tryClaim();
    assertThat(claim).isNotNull();
    assertThat(new FileTokenStore(link, null, true).tryClaim()).as("by its other name").isNull();
    claim.close();
    TokenStore.Claim next = new FileTokenStore(link, null, true).tryClaim();
    assertThat(next).isNotNull();
    next.close();
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("token.json.lock"))))
        .isEqualTo("rw-------");
  }
}

package io.centraltoken.it.programs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;

/** A token file into which somebody puts a new download at each rejection. */
final class TokenFile {
  private final Path file;
  private int downloads;

  TokenFile(Path file) throws IOException {
    this.file = file;
    rotate();
  }

  Path path() {
    return file;
  }

  synchronized void rotate() throws IOException {
    Path next = file.resolveSibling("next");
    Files.writeString(next, successor());
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** One whose access token is over. */
  void expire() throws IOException {
    write(Duration.ofHours(3));
  }

  /** One that is good, and old enough to be replaced as soon as it is rejected. */
  void age() throws IOException {
    write(Duration.ofMinutes(10));
  }

  private synchronized void write(Duration ago) throws IOException {
    Files.writeString(file, successor(Instant.now().minus(ago)));
  }

  /** Another pair. */
  synchronized String successor() {
    return successor(Instant.now());
  }

  private String successor(Instant created) {
    downloads++;
    return String.format(
        "{\"access_token\":\"access-%d\",\"refresh_token\":\"refresh-%d\",\"expires_in\":7200,\"created_at\":%d}",
        downloads, downloads, created.toEpochMilli());
  }
}

package io.centraltoken.agent.store;

import io.centraltoken.agent.token.TokenPair;
import io.centraltoken.agent.token.TokenStore;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The downloaded JSON file as the home of all its successors: same member names, members that it
 * does not know stay as they are, its own notes in {@code central_agent}. Called by the token
 * thread only, never in premain (NIO).
 */
public final class FileTokenStore implements TokenStore {
  /** Bytes; a download has some hundred. */
  private static final long LARGEST = 1 << 20;

  private final File file;

  public FileTokenStore(File file) {
    this.file = file;
  }

  @Override
  public TokenPair load() throws IOException {
    try {
      return TokenDocument.parse(read()).pair();
    } catch (IllegalArgumentException unusable) {
      throw new IOException(file + " holds " + unusable.getMessage());
    }
  }

  @Override
  public void save(TokenPair pair) throws IOException {
    byte[] successor = TokenDocument.successor(read(), pair);
    AtomicFile.replace(file.toPath().toRealPath(), successor);
  }

  @Override
  public String toString() {
    return file.toString();
  }

  private byte[] read() throws IOException {
    Path path = file.toPath();
    if (file.isDirectory()) {
      throw new IOException(file + " is a folder");
    }
    if (file.length() > LARGEST) {
      throw new IOException(file + " is larger than any token file");
    }
    try {
      return Files.readAllBytes(path);
    } catch (NoSuchFileException missing) {
      throw new IOException(file + " does not exist");
    } catch (IOException unreadable) {
      throw new IOException(file + " cannot be read: " + unreadable.getClass().getSimpleName());
    }
  }
}

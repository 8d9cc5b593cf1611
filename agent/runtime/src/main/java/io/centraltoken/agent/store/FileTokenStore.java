package io.centraltoken.agent.store;

import io.centraltoken.agent.token.TokenPair;
import io.centraltoken.agent.token.TokenStore;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;

/**
 * The downloaded JSON file as the home of all its successors: same member names, members that it
 * does not know stay as they are, its own notes in {@code central_agent}. Called by the token
 * thread only, never in premain (NIO).
 */
public final class FileTokenStore implements TokenStore {
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
    String problem = TokenFile.problem(file);
    if (problem != null) {
      throw new IOException(problem);
    }
    try {
      return Files.readAllBytes(file.toPath());
    } catch (IOException unreadable) {
      throw new IOException(file + " cannot be read: " + unreadable.getClass().getSimpleName());
    }
  }
}

package io.centraltoken.agent.store;

import io.centraltoken.agent.token.TokenPair;
import io.centraltoken.agent.token.TokenStore;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The downloaded JSON file as the home of all its successors: same member names, members that it
 * does not know stay as they are, its own notes in {@code central_agent}. Called by the token
 * thread only, never in premain (NIO).
 */
public final class FileTokenStore implements TokenStore {
  private final File file;
  private byte[] lastContent;
  private TokenPair lastPair;

  public FileTokenStore(File file) {
    this.file = file;
  }

  /** The same object as long as the file's content is the same, so that looking costs little. */
  @Override
  public TokenPair load() throws IOException {
    byte[] content = read();
    if (lastPair != null && Arrays.equals(content, lastContent)) {
      return lastPair;
    }
    try {
      lastPair = TokenDocument.parse(content).pair();
      lastContent = content;
      return lastPair;
    } catch (IllegalArgumentException unusable) {
      throw new IOException(file + " holds " + unusable.getMessage());
    }
  }

  @Override
  public void save(TokenPair pair) throws IOException {
    byte[] present = file.exists() ? read() : TokenDocument.empty();
    AtomicFile.replace(realPath(), TokenDocument.successor(present, pair));
  }

  /**
   * By a file of its own, which is never deleted and never read: deleted, two processes would hold
   * locks on two files of one name; read, its closing would drop the lock (POSIX).
   */
  @Override
  public Claim tryClaim() throws IOException {
    Path real = realPath();
    FileChannel channel =
        AtomicFile.openOwnerOnly(real.resolveSibling(real.getFileName() + ".lock"));
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException heldInThisJvm) {
      lock = null;
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    return lock == null ? null : channel::close;
  }

  /** Behind symbolic links, and also while the file is missing. */
  private Path realPath() throws IOException {
    Path path = file.toPath();
    return Files.exists(path)
        ? path.toRealPath()
        : path.getParent().toRealPath().resolve(path.getFileName());
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

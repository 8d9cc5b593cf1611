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

/**
 * The downloaded JSON file as the home of all its successors: same member names, members that it
 * does not know stay as they are, its own notes in {@code central_agent}. Beside it the agent's own
 * copy, {@code <name>.agent}, written first: it tells an old copy of the file, which a deployment
 * or a restore has brought back, from a new download. Called by the token thread only, never in
 * premain (NIO).
 */
public final class FileTokenStore implements TokenStore {
  private final File file;
  private StoredToken lastPublic = StoredToken.NONE;
  private StoredToken lastOwn = StoredToken.NONE;
  private boolean stale;

  public FileTokenStore(File file) {
    this.file = file;
  }

  /** The same object as long as the contents are the same, so that looking costs little. */
  @Override
  public TokenPair load() throws IOException {
    lastPublic = StoredToken.read(file, lastPublic);
    lastOwn = StoredToken.read(beside(".agent").toFile(), lastOwn);
    stale = lastOwn.isAfter(lastPublic);
    if (stale || (lastPublic.pair() == null && lastOwn.pair() != null)) {
      return lastOwn.pair();
    }
    if (lastPublic.pair() == null) {
      throw new IOException(lastPublic.problem());
    }
    return lastPublic.pair();
  }

  @Override
  public boolean isStale() {
    return stale;
  }

  @Override
  public void save(TokenPair pair) throws IOException {
    StoredToken present = StoredToken.read(file, lastPublic);
    StoredToken own = StoredToken.read(beside(".agent").toFile(), lastOwn);
    PreviousTokens previous = new PreviousTokens();
    own.addTo(previous, pair);
    present.addTo(previous, pair);
    previous.prune(pair.obtainedAt());
    boolean broken = file.exists() && !present.isObject();
    StoredToken base = present.isObject() ? present : own;
    byte[] successor = TokenDocument.successor(base.contentOrEmpty(), pair, previous);
    AtomicFile.replace(beside(".agent"), successor);
    if (broken) { // a person may be writing it just now
      throw new IOException(present.problem());
    }
    AtomicFile.replace(realPath(), successor);
  }

  /**
   * By a file of its own, which is never deleted and never read: deleted, two processes would hold
   * locks on two files of one name; read, its closing would drop the lock (POSIX).
   */
  @Override
  public Claim tryClaim() throws IOException {
    FileChannel channel = AtomicFile.openOwnerOnly(beside(".lock"));
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

  private Path beside(String suffix) throws IOException {
    Path real = realPath();
    return real.resolveSibling(real.getFileName() + suffix);
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
}

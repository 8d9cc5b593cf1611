package io.centraltoken.agent.store;

import io.centraltoken.agent.token.ExchangeNotes;
import io.centraltoken.agent.token.TokenPair;
import io.centraltoken.agent.token.TokenStore;
import java.io.Closeable;
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
 * or a restore has brought back, from a new download. It takes only what the gateway gave or has
 * redeemed, so that a good pair outlives a bad download. Called by the token thread only, never in
 * premain (NIO).
 */
public final class FileTokenStore implements TokenStore {
  /** More than the notes of the next exchange can add to what is there. */
  private static final int GROWTH = 8192;

  private final Path file;
  private final Path seed;
  private StoredToken lastPublic = StoredToken.NONE;
  private StoredToken lastOwn = StoredToken.NONE;
  private StoredToken lastSeed = StoredToken.NONE;
  private boolean stale;
  private PendingFile nextOwn;
  private PendingFile nextPublic;

  /**
   * @param seed a download that is only read, or null; then the file is only the store
   */
  public FileTokenStore(Path file, Path seed) {
    this.file = file;
    this.seed = seed;
  }

  /** The same object as long as the contents are the same, so that looking costs little. */
  @Override
  public TokenPair load() throws IOException {
    lastPublic = StoredToken.read(file, lastPublic);
    lastOwn = readOwn();
    TokenPair own = lastOwn.pair();
    TokenPair open = lastPublic.pair();
    stale =
        own != null
            && open != null
            && !lastOwn.holds(open)
            && (lastOwn.isAfter(open) || (isRejected(open) && !isRejected(own)));
    TokenPair pair = stale || open == null ? own : open;
    if (seed != null) {
      pair = seedOr(pair);
    }
    if (pair == null) {
      throw new IOException(seed == null ? lastPublic.problem() : lastSeed.problem());
    }
    return pair;
  }

  @Override
  public ExchangeNotes notes() {
    return (lastOwn.isObject() ? lastOwn : lastPublic).notes();
  }

  @Override
  public boolean isStale() {
    return stale;
  }

  /** In the own copy only: the file is left to people for as long as its pair stays. */
  @Override
  public void note(ExchangeNotes notes) throws IOException {
    StoredToken base = lastOwn.isObject() ? lastOwn : lastPublic;
    PreviousTokens previous = new PreviousTokens();
    base.addTo(previous, base.pair());
    byte[] noted = TokenDocument.successor(base.contentOrEmpty(), base.pair(), previous, notes);
    try (PendingFile pending = PendingFile.of(beside(".agent"), 0)) {
      pending.replace(noted);
    }
    lastOwn = readOwn();
  }

  @Override
  public Closeable reserve() throws IOException {
    release();
    try {
      int room = Math.max(lastPublic.contentOrEmpty().length, lastOwn.contentOrEmpty().length);
      PendingFile.deleteAbandoned(beside(".agent"));
      PendingFile.deleteAbandoned(realPath());
      nextOwn = PendingFile.of(beside(".agent"), room + GROWTH);
      nextPublic = PendingFile.of(realPath(), room + GROWTH);
      return this::release;
    } catch (IOException noRoom) {
      release();
      throw noRoom;
    }
  }

  @Override
  public boolean save(TokenPair pair, ExchangeNotes notes) throws IOException {
    if (nextOwn != null) {
      return succeed(pair, notes);
    }
    reserve();
    try {
      return succeed(pair, notes);
    } finally {
      release();
    }
  }

  private boolean succeed(TokenPair pair, ExchangeNotes notes) throws IOException {
    StoredToken base = lastPublic.isObject() ? lastPublic : lastOwn;
    PreviousTokens previous = new PreviousTokens();
    lastOwn.addTo(previous, pair);
    lastPublic.addTo(previous, pair);
    lastSeed.addTo(previous, pair);
    previous.prune(pair.obtainedAt());
    byte[] successor = TokenDocument.successor(base.contentOrEmpty(), pair, previous, notes);
    nextOwn.replace(successor);
    StoredToken present = StoredToken.read(file, lastPublic);
    if (present != lastPublic && present.pair() != null && !present.holds(pair)) {
      return false;
    }
    if (Files.exists(file) && !present.isObject()) { // a person may be writing it just now
      throw new IOException(present.problem());
    }
    nextPublic.replace(successor);
    return true;
  }

  /**
   * By a file of its own, which is never deleted and never read: deleted, two processes would hold
   * locks on two files of one name; read, its closing would drop the lock (POSIX).
   */
  @Override
  public Claim tryClaim() throws IOException {
    FileChannel channel = OwnerOnly.open(beside(".lock"));
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

  /** A seed that was consumed, or refused while there is another pair, is no news. */
  private TokenPair seedOr(TokenPair stored) {
    lastSeed = StoredToken.read(seed, lastSeed);
    TokenPair planted = lastSeed.pair();
    boolean known =
        planted == null
            || (stored != null
                && (stored.hasRefreshTokenOf(planted)
                    || lastOwn.isAfter(planted)
                    || lastPublic.isAfter(planted)
                    || isRejected(planted)));
    if (!known) {
      stale = false;
    }
    return known ? stored : planted;
  }

  private boolean isRejected(TokenPair pair) {
    return notes().isRejected(pair);
  }

  private StoredToken readOwn() {
    try {
      return StoredToken.read(beside(".agent"), lastOwn);
    } catch (IOException noFolder) {
      return StoredToken.NONE;
    }
  }

  private void release() throws IOException {
    PendingFile own = nextOwn;
    PendingFile open = nextPublic;
    nextOwn = null;
    nextPublic = null;
    try {
      if (own != null) {
        own.close();
      }
    } finally {
      if (open != null) {
        open.close();
      }
    }
  }

  private Path beside(String suffix) throws IOException {
    Path real = realPath();
    return real.resolveSibling(real.getFileName() + suffix);
  }

  /** Behind symbolic links, and also while the file is missing. */
  private Path realPath() throws IOException {
    return Files.exists(file)
        ? file.toRealPath()
        : file.getParent().toRealPath().resolve(file.getFileName());
  }

  @Override
  public String toString() {
    return file.toString();
  }
}

package io.centraltoken.agent.store;

import io.centraltoken.agent.token.ExchangeNotes;
import io.centraltoken.agent.token.TokenPair;
import io.centraltoken.agent.token.TokenStore;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
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

  private final StorePlace place;
  private final Path seed;
  private final boolean shared;
  private final StoreFile own = new StoreFile();
  private final StoreFile noting = new StoreFile();
  private final StoreFile open = new StoreFile();
  private StoredToken lastPublic = StoredToken.NONE;
  private StoredToken lastOwn = StoredToken.NONE;
  private StoredToken lastSeed = StoredToken.NONE;
  private boolean stale;
  private boolean reserved;
  private boolean withoutCopy;

  /**
   * @param seed a download that is only read, or null; then the file is only the store
   * @param shared whether other processes may use it: then it is not used without a lock
   */
  public FileTokenStore(Path file, Path seed, boolean shared) {
    this.place = new StorePlace(file);
    this.seed = seed;
    this.shared = shared;
  }

  /** The same object as long as the contents are the same, so that looking costs little. */
  @Override
  public TokenPair load() throws IOException {
    lastPublic = StoredToken.read(place.file(), lastPublic);
    lastOwn = readOwn();
    TokenPair ownPair = lastOwn.pair();
    TokenPair publicPair = lastPublic.pair();
    stale =
        ownPair != null
            && publicPair != null
            && (lastOwn.isAfter(publicPair) || (isRejected(publicPair) && !isRejected(ownPair)));
    TokenPair pair = stale || publicPair == null ? ownPair : publicPair;
    if (seed != null) {
      pair = seedOr(pair);
    }
    if (pair == null) {
      throw seed == null ? lastPublic.problem() : lastSeed.problem();
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

  @Override
  public String rehearse() throws IOException {
    reserve();
    try {
      lastOwn = readOwn();
      if (lastOwn.isObject()) {
        own.replace(place.own(), lastOwn.content());
      }
      StoredToken present = StoredToken.read(place.file(), lastPublic);
      if (present.isObject()) {
        open.replace(place.real(), present.content());
      }
    } finally {
      release();
    }
    return open.remark() == null ? null : place.real() + " " + open.remark();
  }

  /** In the own copy only: the file is left to people for as long as its pair stays. */
  @Override
  public void note(ExchangeNotes notes) throws IOException {
    if (withoutCopy) {
      return;
    }
    StoredToken base = lastOwn.isObject() ? lastOwn : lastPublic;
    PreviousTokens previous = new PreviousTokens();
    base.addTo(previous, base.pair());
    byte[] noted = TokenDocument.successor(base.contentOrEmpty(), base.pair(), previous, notes);
    try {
      noting.reserve(place.own(), place.real(), 0);
      noting.replace(place.own(), noted);
    } finally {
      noting.release();
    }
    lastOwn = readOwn();
  }

  @Override
  public Closeable reserve() throws IOException {
    int room = Math.max(lastPublic.contentOrEmpty().length, lastOwn.contentOrEmpty().length);
    reserved = true;
    try {
      PendingFile.deleteAbandoned(place.own());
      PendingFile.deleteAbandoned(place.real());
      reserveOwn(room + GROWTH);
      open.reserve(place.real(), place.real(), room + GROWTH);
      return this::release;
    } catch (IOException | RuntimeException noRoom) {
      release();
      throw noRoom;
    }
  }

  /** Without a copy where the folder cannot be written, and the file itself can. */
  private void reserveOwn(int room) throws IOException {
    try {
      own.reserve(place.own(), place.real(), room);
      withoutCopy = false;
    } catch (AccessDeniedException folder) {
      withoutCopy = !Files.exists(place.own()) && Files.isWritable(place.real());
      if (!withoutCopy) {
        throw folder;
      }
    }
  }

  @Override
  public boolean save(TokenPair pair, ExchangeNotes notes) throws IOException {
    if (reserved) {
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
    if (!withoutCopy) {
      own.replace(place.own(), successor);
    }
    StoredToken present = StoredToken.read(place.file(), lastPublic);
    if (present != lastPublic && present.pair() != null && !present.holds(pair)) {
      return false;
    }
    if (Files.exists(place.file()) && !present.isObject() && !isTorn(present)) {
      throw present.problem(); // a person may be writing it just now
    }
    open.replace(place.real(), successor);
    return true;
  }

  /**
   * Where a file is written in place, a crash may have left half of it; nothing else repairs it.
   */
  private boolean isTorn(StoredToken present) {
    return open.isInPlace() && present == lastPublic && lastOwn.isObject();
  }

  @Override
  public Claim tryClaim() throws IOException {
    return place.tryLock(this, shared);
  }

  @Override
  public String holder() {
    return place.holder();
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
      return StoredToken.read(place.own(), lastOwn);
    } catch (IOException noFolder) {
      return StoredToken.NONE;
    }
  }

  private void release() throws IOException {
    reserved = false;
    try {
      own.release();
    } finally {
      open.release();
    }
  }

  @Override
  public String toString() {
    return place.file().toString();
  }
}

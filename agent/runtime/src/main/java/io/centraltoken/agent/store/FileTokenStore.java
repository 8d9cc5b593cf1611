package io.centraltoken.agent.store;

import io.centraltoken.agent.oauth.TokenPair;
import io.centraltoken.agent.token.ExchangeNotes;
import io.centraltoken.agent.token.StoredState;
import io.centraltoken.agent.token.TokenStore;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

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
  private final StoreContents contents;
  private final boolean shared;
  private final StoreFile own = new StoreFile();
  private final StoreFile noting = new StoreFile();
  private final StoreFile open = new StoreFile();
  private boolean reserved;
  private boolean withoutCopy;

  /**
   * @param seed a download that is only read, or null; then the file is only the store
   * @param shared whether other processes may use it: then it is not used without a lock
   */
  public FileTokenStore(Path file, Path seed, boolean shared) {
    this.place = new StorePlace(file);
    this.contents = new StoreContents(place, seed);
    this.shared = shared;
  }

  @Override
  public StoredState load() {
    return contents.load();
  }

  @Override
  public String rehearse() throws IOException {
    reserve();
    try {
      StoredToken copy = contents.requireOwn();
      if (copy.isObject()) {
        own.replace(place.own(), copy.content());
      }
      rehearseOpen();
    } finally {
      release();
    }
    return open.remark() == null ? null : place.real() + " " + open.remark();
  }

  /** By itself; a download that somebody puts there meanwhile stays, and is tried instead. */
  private void rehearseOpen() throws IOException {
    boolean done = false;
    for (int attempt = 0; !done && attempt < 3; attempt++) {
      StoredToken present = contents.rereadOpen();
      done =
          !present.isObject()
              || open.replaceIf(
                  place.real(),
                  present.content(),
                  () -> present.hasSameContentAs(contents.rereadOpen()));
    }
  }

  /** In the own copy only: the file is left to people for as long as its pair stays. */
  @Override
  public ExchangeNotes note(ExchangeNotes notes) throws IOException {
    if (withoutCopy) {
      return contents.notes();
    }
    ExchangeNotes present = contents.requireOwn().notes();
    byte[] noted = contents.noted(notes.with(present));
    try {
      noting.reserve(place.own(), place.real(), 0);
      noting.replace(place.own(), noted);
    } finally {
      noting.release();
    }
    contents.requireOwn();
    return contents.notes();
  }

  @Override
  public Closeable reserve() throws IOException {
    int room =
        Math.max(contents.open().contentOrEmpty().length, contents.own().contentOrEmpty().length);
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
  public boolean save(TokenPair pair, Predicate<TokenPair> isRedeemed, ExchangeNotes notes)
      throws IOException {
    if (reserved) {
      return succeed(pair, isRedeemed, notes);
    }
    reserve();
    try {
      return succeed(pair, isRedeemed, notes);
    } finally {
      release();
    }
  }

  private boolean succeed(TokenPair pair, Predicate<TokenPair> isRedeemed, ExchangeNotes notes)
      throws IOException {
    StoredToken copy = withoutCopy ? contents.own() : contents.requireOwn();
    if (contents.hasOwnChangedTo(pair) || contents.hasRedeemed(pair)) {
      return false;
    }
    StoredToken base = contents.open().isObject() ? contents.open() : copy;
    PreviousTokens previous = contents.previousOf(pair, isRedeemed);
    byte[] successor =
        TokenDocument.successor(base.contentOrEmpty(), pair, previous, notes.with(copy.notes()));
    if (!withoutCopy) {
      own.replace(place.own(), successor);
    }
    return open.replaceIf(place.real(), successor, () -> mayReplaceOpenBy(pair));
  }

  private boolean mayReplaceOpenBy(TokenPair pair) throws IOException {
    StoredToken present = contents.rereadOpen();
    if (present != contents.open() && present.pair() != null && !present.holds(pair)) {
      return false;
    }
    if (Files.exists(place.file()) && !present.isObject() && !isTorn(present)) {
      throw present.problem(); // a person may be writing it just now
    }
    return true;
  }

  /**
   * Where a file is written in place, a crash may have left half of it; nothing else repairs it.
   */
  private boolean isTorn(StoredToken present) {
    return open.isInPlace() && present == contents.open() && contents.own().isObject();
  }

  @Override
  public Claim tryClaim() throws IOException {
    return place.tryLock(this, shared);
  }

  @Override
  public String holder() {
    return place.holder();
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

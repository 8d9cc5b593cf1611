package io.centraltoken.agent.store;

import io.centraltoken.agent.oauth.TokenPair;
import io.centraltoken.agent.token.ExchangeNotes;
import io.centraltoken.agent.token.StoredState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * What the files of a store held when they were read last, and which of their pairs counts: where
 * the public file and the agent's own copy differ, the one whose refresh token the other names as
 * previous is the older; a pair that neither knows is a new download and wins, unless the gateway
 * rejects it and the other is still good.
 */
final class StoreContents {
  private final StorePlace place;
  private final SeedFile seed;
  private final PreviousTokens replaced = new PreviousTokens();
  private StoredToken open = StoredToken.NONE;
  private StoredToken own = StoredToken.NONE;
  private StoredToken loadedOwn = StoredToken.NONE;

  /**
   * @param seed a download that is only read, or null
   */
  StoreContents(StorePlace place, Path seed) {
    this.place = place;
    this.seed = new SeedFile(seed);
  }

  /** The pair stays the same object as long as the files do, so that looking costs little. */
  StoredState load() {
    StoredToken before = open;
    open = StoredToken.read(place.file(), open);
    own = readOwn();
    loadedOwn = own;
    open.addUnused(before, replaced);
    boolean stale = own.pair() != null && open.pair() != null && isOwnNewer();
    StoredToken counting = stale || open.pair() == null ? own : open;
    Past past = past(counting);
    TokenPair planted = seed.news(counting.pair(), own, open, notes());
    if (planted != null) {
      return StoredState.of(planted, notes(), false, past);
    } else if (counting.pair() == null) {
      return StoredState.without(
          seed.isConfigured() ? seed.problem() : open.problem(), notes(), past);
    }
    return StoredState.of(counting.pair(), notes(), stale, past);
  }

  private boolean isOwnNewer() {
    boolean ownIsGood = !notes().isRejected(own.pair());
    TokenPair other = open.pair();
    if (notes().isRejected(other) && ownIsGood) {
      return true;
    }
    return own.isAfter(other) && (ownIsGood || own.hasRedeemed(other) || own.holds(other));
  }

  ExchangeNotes notes() {
    return (own.isObject() ? own : open).notes();
  }

  /** As far as it is known now: the own copy may have been read again since the last load. */
  boolean hasRedeemed(TokenPair other) {
    return past(own).hasRedeemed(other);
  }

  /**
   * @param counting the file whose pair counts
   */
  private Past past(StoredToken counting) {
    return new Past(own, open, counting);
  }

  /** Of the own copy. */
  StoredToken own() {
    return own;
  }

  /** Of the public file. */
  StoredToken open() {
    return open;
  }

  /** Of the public file, as it is now; what was loaded stays. */
  StoredToken rereadOpen() {
    return StoredToken.read(place.file(), open);
  }

  /**
   * Reads the own copy again: what another process has written there must not be overwritten
   * unread.
   *
   * @throws IOException if it is there and cannot be read
   */
  StoredToken requireOwn() throws IOException {
    StoredToken present = readOwn();
    if (present.content() == null && Files.exists(place.own())) {
      throw present.problem();
    }
    own = present;
    return present;
  }

  /** Whether another process has stored a pair since the last load, and not the one to store. */
  boolean hasOwnChangedTo(TokenPair successor) {
    TokenPair present = own.pair();
    boolean isKnown = present == null || loadedOwn.holds(present) || open.holds(present);
    return !isKnown && !own.holds(successor);
  }

  /**
   * All that came before the successor of what is there.
   *
   * @param isRedeemed what is not redeemed is only written over, and may still be good
   */
  PreviousTokens previousOf(TokenPair successor, Predicate<TokenPair> isRedeemed) {
    PreviousTokens previous = new PreviousTokens();
    previous.addAll(replaced);
    own.addTo(previous, successor, isRedeemed);
    open.addTo(previous, successor, isRedeemed);
    seed.addTo(previous, successor, isRedeemed);
    previous.prune(successor.obtainedAt());
    return previous;
  }

  /** The document of the own copy with other notes; its pair stays. */
  byte[] noted(ExchangeNotes notes) throws IOException {
    StoredToken base = own.isObject() ? own : open;
    PreviousTokens previous = new PreviousTokens();
    base.addPrevious(previous);
    previous.addAll(replaced);
    return TokenDocument.successor(base.contentOrEmpty(), base.pair(), previous, notes);
  }

  private StoredToken readOwn() {
    try {
      return StoredToken.read(place.own(), own);
    } catch (IOException noFolder) {
      return StoredToken.NONE;
    }
  }

  /** What the two files remember. */
  private static final class Past implements StoredState.Past {
    private final StoredToken own;
    private final StoredToken open;
    private final StoredToken counting;

    /**
     * @param counting the one whose pair counts
     */
    Past(StoredToken own, StoredToken open, StoredToken counting) {
      this.own = own;
      this.open = open;
      this.counting = counting;
    }

    @Override
    public boolean isBefore(TokenPair pair) {
      return counting.isAfter(pair);
    }

    /** A fact that stays, whichever of the two files holds it: a download holds none. */
    @Override
    public boolean hasRedeemed(TokenPair pair) {
      return own.hasRedeemed(pair) || open.hasRedeemed(pair);
    }
  }
}

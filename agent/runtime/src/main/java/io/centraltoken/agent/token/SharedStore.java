package io.centraltoken.agent.token;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;

/**
 * The store as a place that others use too, and that may fail: siblings of the host, people, and
 * tools that bring old files back. Tells news from old copies, takes claims, keeps what could not
 * be stored. Called by the token thread only.
 */
public final class SharedStore {
  private final TokenStore store;
  private final TokenListener listener;
  private final HostTime time;
  private final String process;
  private final SpentTokens spent = new SpentTokens();
  private final SpentTokens refused = new SpentTokens();
  private TokenPair unpersisted;
  private Closeable room;
  private boolean unclaimable;
  private boolean probed;

  /**
   * @param process names this JVM in what is begun, for people
   */
  public SharedStore(TokenStore store, TokenListener listener, HostTime time, String process) {
    this.store = store;
    this.listener = listener;
    this.time = time;
    this.process = process;
  }

  TokenPair load() throws IOException {
    return store.load();
  }

  ExchangeNotes notes() {
    return store.notes();
  }

  /** Whether what was loaded should take the place of the present pair, which may be null. */
  boolean isNews(TokenPair loaded, TokenPair present) {
    return (present == null || !loaded.hasRefreshTokenOf(present)) && !spent.contains(loaded);
  }

  /** Whether what lies in the store is an old copy that the present pair should replace. */
  boolean isOldCopy(TokenPair loaded, TokenPair present) {
    if (present == null || unpersisted != null || isRejected(present)) {
      return false;
    }
    return loaded.hasRefreshTokenOf(present) ? store.isStale() : spent.contains(loaded);
  }

  /** Whether the gateway has refused its refresh token, here or to a sibling, today or before. */
  boolean isRejected(TokenPair pair) {
    return pair != null
        && pair.isRefreshable()
        && (refused.contains(pair) || store.notes().isRejected(pair));
  }

  /** Received, in use, and not stored yet. */
  boolean isUnpersisted() {
    return unpersisted != null;
  }

  /** The stored pair as the present one: nothing of ours waits for its place there. */
  TokenPair adopt(TokenPair stored) {
    unpersisted = null;
    return time.fromStore(stored);
  }

  /**
   * Whether a pair of the store must be tried at once, because nobody knows whether it is alive: an
   * exchange of it was never answered, or it says that it was made in the future.
   */
  boolean isDoubtful(TokenPair stored) {
    return store.notes().isOpen(stored) || time.isOfTheFuture(stored);
  }

  /**
   * Whether the process that was redeeming the refresh token of this pair is gone: it may have been
   * killed between the call and the reply, and then the pair is dead.
   */
  boolean isAbandoned(TokenPair present) throws IOException {
    if (present == null || isRejected(present) || !store.notes().isAbandoned(present)) {
      return false;
    }
    try (TokenStore.Claim claim = claim()) {
      return claim != null;
    }
  }

  /** See {@link HostTime#hasJumpedAhead}. */
  boolean hasTimeJumped() {
    return time.hasJumpedAhead();
  }

  /**
   * Notes that the refresh token is about to be redeemed and takes the room for the reply.
   *
   * @throws IOException if the reply could not be stored as things are
   */
  void begin(TokenPair pair, Instant now) throws IOException {
    store.note(store.notes().withIntent(pair, now, process));
    room = store.reserve();
  }

  /** Finds out early what would keep the first new pair from being stored. */
  void probeOnce() {
    if (probed) {
      return;
    }
    try (TokenStore.Claim claim = claim()) {
      if (claim != null) {
        probed = true;
        store.reserve().close();
      }
    } catch (IOException unwritable) {
      listener.putOff(unwritable.toString());
    }
  }

  /** Gives back what {@link #begin} took. */
  void end() {
    try {
      if (room != null) {
        room.close();
      }
    } catch (IOException debris) {
      listener.unpersisted(debris.toString());
    } finally {
      room = null;
    }
  }

  /**
   * Best effort: where the outcome cannot be noted, the intent stays open, and its reader tries
   * once more than needed.
   */
  void note(ExchangeNotes notes) {
    try {
      store.note(notes);
    } catch (IOException full) {
      listener.putOff(full.toString());
    }
  }

  /** Its refresh token was redeemed: whoever brings it back has no news. */
  void spend(TokenPair pair) {
    if (pair != null && pair.isRefreshable()) {
      spent.add(pair);
    }
  }

  /** Its refresh token was refused: it is not sent again, and never deleted either. */
  void reject(TokenPair pair, ExchangeNotes outcome) {
    refused.add(pair);
    note(outcome.withRejected(pair));
  }

  /**
   * Whatever goes wrong here must not lose the pair: its predecessor is dead.
   *
   * @return false if a person has put another pair there
   */
  boolean persist(TokenPair pair, ExchangeNotes notes) {
    try {
      boolean stored = store.save(time.toStore(pair), notes);
      unpersisted = null;
      return stored;
    } catch (IOException | RuntimeException failure) {
      if (unpersisted == null) {
        listener.unpersisted(Faults.describe(failure));
      }
      unpersisted = pair;
      return true;
    }
  }

  /** Under a claim, which it takes: tries again what could not be stored. */
  void persistLeftover() {
    if (unpersisted == null) {
      return;
    }
    try (TokenStore.Claim claim = claim()) {
      if (claim != null) {
        persist(unpersisted, store.notes());
      }
    } catch (IOException notReleased) {
      listener.unclaimable(notReleased.toString());
    }
  }

  /**
   * Puts the present pair over an old copy; under a claim, because a sibling that is just saving
   * looks the same for a moment.
   */
  void putBack(TokenPair present) throws IOException {
    try (TokenStore.Claim claim = claim()) {
      if (claim != null && isOldCopy(store.load(), present)) {
        persist(present, store.notes());
        listener.overwritten();
      }
    }
  }

  /**
   * @return null while another process holds it; one that holds nothing, after one warning, where
   *     the store cannot be claimed
   */
  TokenStore.Claim claim() {
    try {
      return store.tryClaim();
    } catch (IOException impossible) {
      if (!unclaimable) {
        unclaimable = true;
        listener.unclaimable(impossible.toString());
      }
      return () -> {};
    }
  }
}

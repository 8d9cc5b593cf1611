package io.centraltoken.agent.token;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;

/**
 * The store as a place that others use too, and that may fail: siblings of the host, people, and
 * tools that bring old files back. Tells news from old copies, keeps what could not be stored.
 * Called by the token thread only.
 */
public final class SharedStore {
  private final TokenStore store;
  private final TokenListener listener;
  private final HostTime time;
  private final String process;
  private final StoreLock lock;
  private final ExchangeJournal journal;
  private final StoreRehearsal rehearsal;
  private final SpentTokens spent = new SpentTokens();
  private final SpentTokens refused = new SpentTokens();
  private final Leftover leftover = new Leftover();
  private String doubted;
  private Closeable room;

  /**
   * @param process names this JVM in what is begun, for people
   */
  public SharedStore(TokenStore store, TokenListener listener, HostTime time, String process) {
    this.store = store;
    this.listener = listener;
    this.time = time;
    this.process = process;
    this.lock = new StoreLock(store, listener);
    this.journal = new ExchangeJournal(store, listener);
    this.rehearsal = new StoreRehearsal(store, lock, listener);
  }

  TokenPair load() throws IOException {
    return store.load();
  }

  StoreLock lock() {
    return lock;
  }

  StoreRehearsal rehearsal() {
    return rehearsal;
  }

  HostTime time() {
    return time;
  }

  /** Also what could not be stored. */
  ExchangeNotes notes() {
    return journal.notes();
  }

  /** Whether what was loaded should take the place of the present pair, which may be null. */
  boolean isNews(TokenPair loaded, TokenPair present) {
    if (present != null && loaded.hasRefreshTokenOf(present)) {
      return loaded.isSuccessorWithSameRefreshTokenOf(present);
    }
    return !leftover.replaces(loaded) && !spent.contains(loaded);
  }

  /** Whether what lies in the store is an old copy that the present pair should replace. */
  boolean isOldCopy(TokenPair loaded, TokenPair present) {
    if (present == null || leftover.pair() != null || isRejected(present)) {
      return false;
    }
    return loaded.hasRefreshTokenOf(present) ? store.isStale() : spent.contains(loaded);
  }

  /** Whether the gateway has refused its refresh token, here or to a sibling, today or before. */
  boolean isRejected(TokenPair pair) {
    return pair != null
        && pair.isRefreshable()
        && (refused.contains(pair) || notes().isRejected(pair));
  }

  /** Received, and not stored yet; or null. */
  TokenPair unpersisted() {
    return leftover.pair();
  }

  /** The stored pair as the present one: nothing of ours waits for its place there. */
  TokenPair adopt(TokenPair loaded) {
    leftover.clear();
    return time.fromStore(loaded);
  }

  /**
   * Whether a pair of the store must be tried at once, because nobody knows whether it is alive: an
   * exchange of it was never answered, or it says that it was made in the future.
   */
  boolean isDoubtful(TokenPair loaded) {
    return notes().isOpen(loaded) || time.isOfTheFuture(loaded);
  }

  /**
   * Whether the process that was redeeming the refresh token of this pair is gone: it may have been
   * killed between the call and the response, and then the pair is dead. Once for each such call.
   */
  boolean isAbandoned(TokenPair present, Instant now) {
    if (present == null || isRejected(present) || !notes().isAbandoned(present)) {
      return false;
    }
    String intent = notes().intent();
    if (intent.equals(doubted)) {
      return false;
    }
    TokenStore.Claim claim = lock.claim(now);
    if (claim == null) {
      return false;
    }
    lock.release(claim);
    doubted = intent;
    return true;
  }

  /** See {@link HostTime#hasJumpedAhead}. */
  boolean hasTimeJumped() {
    return time.hasJumpedAhead();
  }

  /**
   * Notes that the refresh token is about to be redeemed and takes the room for the response.
   *
   * @throws IOException if the response could not be stored as things are
   */
  void begin(TokenPair pair, Instant now) throws IOException {
    rehearsal.require();
    journal.write(notes().withIntent(pair, now, process));
    room = store.reserve();
  }

  /** Gives back what {@link #begin} took. */
  void end() {
    Closeable taken = room;
    room = null;
    try {
      if (taken != null) {
        taken.close();
      }
    } catch (IOException debris) {
      listener.putOff(Faults.describe(debris));
    }
  }

  /** Where the outcome cannot be stored, it is known to this JVM only. */
  void note(ExchangeNotes notes) {
    journal.note(notes);
  }

  /** Its refresh token was redeemed for the successor: whoever brings it back has no news. */
  void spend(TokenPair pair, TokenPair successor) {
    if (pair != null && pair.isRefreshable() && !successor.hasRefreshTokenOf(pair)) {
      spent.add(pair);
    }
  }

  /** Its refresh token was refused: it is not sent again, and never deleted either. */
  void reject(TokenPair pair, ExchangeNotes outcome) {
    refused.add(pair);
    note(outcome.withRejected(pair));
  }

  /**
   * A pair that was received. From here on it is not lost, whatever fails next.
   *
   * @param redeemed whose refresh token is used up; null: none
   */
  void keep(TokenPair pair, TokenPair redeemed) {
    leftover.keep(pair, redeemed);
  }

  /**
   * Under a claim: stores what was kept. Whatever goes wrong here must not lose the pair: its
   * predecessor is dead.
   *
   * @return false if a person has put another pair there
   */
  boolean persist(ExchangeNotes outcome, Instant now) {
    leftover.note(outcome);
    return persist(now);
  }

  private boolean persist(Instant now) {
    TokenPair pair = leftover.pair();
    try {
      ExchangeNotes with = leftover.notes() == null ? notes() : leftover.notes();
      boolean saved = !pair.isRefreshable() || store.save(time.toStore(pair), with);
      leftover.clear();
      return saved;
    } catch (Throwable failure) {
      boolean first = leftover.failed(now);
      if (first) {
        listener.unpersisted(Faults.describe(failure));
      }
      return true;
    }
  }

  /** Takes a claim and tries again what could not be stored, less and less often. */
  void persistLeftover(Instant now) {
    if (leftover.isDue(now)) {
      TokenStore.Claim claim = lock.claim(now);
      if (claim != null) {
        persist(now);
        lock.release(claim);
      }
    }
  }

  /**
   * Puts the present pair over an old copy; under a claim, because a sibling that is just saving
   * looks the same for a moment.
   */
  void putBack(TokenPair present, Instant now) throws IOException {
    lock.during(
        now,
        () -> {
          if (isOldCopy(store.load(), present)) {
            leftover.keep(present, null);
            persist(now);
            listener.overwritten();
          }
        });
  }
}

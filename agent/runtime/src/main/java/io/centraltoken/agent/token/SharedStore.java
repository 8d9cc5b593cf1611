package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.TokenPair;
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
  private final PairHistory history = new PairHistory();
  private final UnstoredPair unstored;
  private StoredState stored = StoredState.NONE;
  private String doubted;

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
    this.unstored = new UnstoredPair(store, time, history, listener);
    this.rehearsal = new StoreRehearsal(store, lock, listener);
  }

  /**
   * @throws IOException if there is no complete pair; the message says what is wrong, and a {@link
   *     StoreException} what to do
   */
  TokenPair load() throws IOException {
    stored = store.load();
    journal.loaded(stored.notes());
    return stored.pair();
  }

  /** This JVM, for people. */
  String process() {
    return process;
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
    boolean dead = unstored.replaces(loaded) || history.hasRedeemed(loaded);
    return !dead && (present == null || isRejected(present) || !isOlder(loaded, present));
  }

  /** Whether what lies in the store is an old copy that the present pair should replace. */
  boolean isOldCopy(TokenPair loaded, TokenPair present) {
    if (present == null || unstored.pair() != null || isRejected(present)) {
      return false;
    }
    return loaded.hasRefreshTokenOf(present)
        ? stored.isStale()
        : history.hasRedeemed(loaded) || isOlder(loaded, present);
  }

  /**
   * A file of a person is newer, unless this JVM has seen it go; one that an agent wrote is, if it
   * says so, or was made later than a present pair that is stored.
   */
  private boolean isOlder(TokenPair loaded, TokenPair present) {
    if (history.hasSuperseded(loaded)) {
      return true;
    } else if (loaded.generation() == 0 || stored.isAfter(present)) {
      return false;
    }
    return loaded.obtainedAt().isBefore(time.toStore(present).obtainedAt());
  }

  /**
   * A sibling may have redeemed the refresh token of the present pair, and got one that is dead.
   */
  void rejectIfRedeemed(TokenPair present, TokenPair loaded) {
    boolean redeemed =
        present != null && !loaded.hasRefreshTokenOf(present) && stored.hasRedeemed(present);
    if (redeemed && present.isRefreshable()) {
      history.reject(present);
    }
  }

  /** Whether the gateway has rejected its refresh token, here or to a sibling, today or before. */
  boolean isRejected(TokenPair pair) {
    return pair != null
        && pair.isRefreshable()
        && (history.hasRejected(pair) || notes().isRejected(pair));
  }

  /**
   * The stored pair as the present one: nothing of ours waits for its place there. What it replaces
   * is news again only if the gateway rejects this one.
   *
   * @param replaced null: none
   */
  TokenPair adopt(TokenPair loaded, TokenPair replaced) {
    unstored.clear();
    if (replaced != null) {
      history.supersede(replaced);
      if (!stored.hasRedeemed(replaced)) {
        history.displace(replaced);
      }
    }
    return time.fromStore(loaded);
  }

  /**
   * Whether a pair of the store must be tried at once, because nobody knows whether it is alive: an
   * exchange of it was never answered, or it says that it was made in the future.
   */
  boolean isDoubtful(TokenPair loaded) {
    return notes().isOpen(loaded) || time.isOfTheFuture(loaded);
  }

  /** Whether the last {@link #load} gave an older pair, which the present one had displaced. */
  boolean goesBack(TokenPair present) {
    return stored.isStale() && isRejected(present);
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

  /**
   * Notes that the refresh token is about to be redeemed and takes the room for the response.
   *
   * @throws IOException if the response could not be stored as things are
   */
  void begin(TokenPair pair, Instant now) throws IOException {
    rehearsal.require();
    journal.write(notes().withIntent(pair, now, process));
    rehearsal.reserve();
  }

  /** The latest pair in memory that has given way and may still be good, or null. */
  TokenPair displaced() {
    history.forgetDisplaced(pair -> stored.hasRedeemed(pair) || isRejected(pair));
    return history.displaced();
  }

  /** Gives back what {@link #begin} took. */
  void end() {
    rehearsal.release();
  }

  ExchangeJournal journal() {
    return journal;
  }

  UnstoredPair unstored() {
    return unstored;
  }

  /** Takes a claim and tries again what could not be stored, less and less often. */
  void persistLeftover(Instant now) {
    if (unstored.isDue(now)) {
      TokenStore.Claim claim = lock.claim(now);
      if (claim != null) {
        unstored.persist(notes(), now);
        lock.release(claim);
      }
    }
  }

  PairHistory history() {
    return history;
  }

  /** Its refresh token was rejected: it is not sent again, and never deleted either. */
  void reject(TokenPair pair, ExchangeNotes outcome) {
    history.reject(pair);
    journal.note(outcome.withRejected(pair));
  }

  /**
   * Puts the present pair over an old copy; under a claim, because a sibling that is just saving
   * looks the same for a moment.
   */
  void putBack(TokenPair present, Instant now) throws IOException {
    lock.during(
        now,
        () -> {
          if (isOldCopy(load(), present)) {
            unstored.keep(present, null);
            unstored.persist(notes(), now);
            listener.overwritten();
          }
        });
  }
}

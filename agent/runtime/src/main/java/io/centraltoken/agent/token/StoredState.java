package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.TokenPair;
import java.io.IOException;

/**
 * What a store held when it was read: a pair, or what is wrong, and what is known besides.
 * Immutable; what changes in the store afterwards changes nothing here.
 */
public final class StoredState {
  /** Nothing was read yet. */
  public static final StoredState NONE =
      new StoredState(null, new IOException("nothing was read"), ExchangeNotes.NONE, false, null);

  private final TokenPair pair;
  private final IOException problem;
  private final ExchangeNotes notes;
  private final boolean stale;
  private final Past past;

  private StoredState(
      TokenPair pair, IOException problem, ExchangeNotes notes, boolean stale, Past past) {
    this.pair = pair;
    this.problem = problem;
    this.notes = notes;
    this.stale = stale;
    this.past = past;
  }

  /**
   * @param stale whether an old or a rejected copy lies in the place of this pair, which should be
   *     saved again under a claim
   * @param past null: nothing is remembered
   */
  public static StoredState of(TokenPair pair, ExchangeNotes notes, boolean stale, Past past) {
    return new StoredState(pair, null, notes, stale, past);
  }

  /**
   * There is no complete pair.
   *
   * @param problem its message says what is wrong, that of a {@link StoreException} also what to do
   * @param notes nevertheless
   * @param past null: nothing is remembered
   */
  public static StoredState without(IOException problem, ExchangeNotes notes, Past past) {
    return new StoredState(null, problem, notes, false, past);
  }

  /**
   * @throws IOException if there is no complete pair
   */
  public TokenPair pair() throws IOException {
    if (problem != null) {
      throw problem;
    }
    return pair;
  }

  public ExchangeNotes notes() {
    return notes;
  }

  /** Whether an old or a rejected copy lies in the place of the pair. */
  public boolean isStale() {
    return stale;
  }

  /** Whether the pair is known to have come after this one. */
  public boolean isAfter(TokenPair other) {
    return past != null && past.isBefore(other);
  }

  /**
   * Whether the refresh token of this pair is known to be redeemed, whichever pair is stored. One
   * that was only written over may still be good.
   */
  public boolean hasRedeemed(TokenPair other) {
    return past != null && past.hasRedeemed(other);
  }

  /** What a store remembers of pairs that it held. Immutable. */
  public interface Past {
    /** Whether this pair has come before the one that is stored. */
    boolean isBefore(TokenPair pair);

    /** Whether its refresh token was redeemed. */
    boolean hasRedeemed(TokenPair pair);
  }
}

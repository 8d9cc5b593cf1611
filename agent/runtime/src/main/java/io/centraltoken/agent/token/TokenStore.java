package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.TokenPair;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.Predicate;

/**
 * Where the pair survives. Called by the token thread only; the messages of its exceptions are for
 * people and hold no secret.
 */
public interface TokenStore {
  /** Reads what is there now; also what is wrong with it is a result. */
  StoredState load();

  /**
   * Under a claim, before the first exchange: writes the present content once more, by the very
   * steps of {@link #save}, and so finds out how this place can be written.
   *
   * @return what people should know of it, or null
   * @throws IOException if a new pair could not be stored as things are now
   */
  String rehearse() throws IOException;

  /**
   * Returns when the notes would survive a power cut; the pair stays as it is.
   *
   * @return what is noted now, with what others have noted meanwhile
   */
  ExchangeNotes note(ExchangeNotes notes) throws IOException;

  /**
   * Takes the room that the next {@link #save} will need.
   *
   * @return to be closed after it, or instead of it
   * @throws IOException if that save would fail as things are now
   */
  Closeable reserve() throws IOException;

  /**
   * Returns when the pair would survive a power cut. If it fails, what was stored before is still
   * whole.
   *
   * @param isRedeemed tells of a pair that this one replaces whether it is dead for certain
   * @return false if somebody else has put another pair there since the last {@link #load}, or has
   *     redeemed this one: what is there stays
   */
  boolean save(TokenPair pair, Predicate<TokenPair> isRedeemed, ExchangeNotes notes)
      throws IOException;

  /**
   * Claims the refresh token for one exchange: while the claim is held, no other process of the
   * host gets it. Never waits. Who has it may have it again.
   *
   * @return null while another one holds it
   * @throws NoLockException if there are no locks here, and nobody else has one either
   * @throws IOException if it cannot be had now, while others may have it
   */
  Claim tryClaim() throws IOException;

  /** Which process holds the claim that {@link #tryClaim} did not get, for people. */
  String holder();

  /** Held from before the store is read again until the new pair is published. */
  interface Claim extends Closeable {}
}

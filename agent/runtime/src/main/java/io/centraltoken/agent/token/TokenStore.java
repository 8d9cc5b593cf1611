package io.centraltoken.agent.token;

import java.io.Closeable;
import java.io.IOException;

/**
 * Where the pair survives. Called by the token thread only; the messages of its exceptions are for
 * people and hold no secret.
 */
public interface TokenStore {
  /**
   * @throws IOException if there is no complete pair; the message says what is wrong and how to
   *     mend it
   */
  TokenPair load() throws IOException;

  /**
   * Returns when the pair would survive a power cut. If it fails, what was stored before is still
   * whole.
   */
  void save(TokenPair pair) throws IOException;

  /**
   * Whether the last {@link #load} found an old copy in the place of the pair that it gave: under a
   * claim, that pair should be saved again.
   */
  boolean isStale();

  /**
   * Claims the refresh token for one exchange: while the claim is held, no other process of the
   * host gets it. Never waits.
   *
   * @return null while another one holds it
   * @throws IOException if the place of the store cannot hold a claim at all
   */
  Claim tryClaim() throws IOException;

  /** Held from before the store is read again until the new pair is published. */
  interface Claim extends Closeable {}
}

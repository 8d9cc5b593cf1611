package io.centraltoken.agent.token;

import java.io.IOException;

/**
 * The store as a place that others use too: siblings of the host, people, and tools that bring old
 * files back. Tells news from old copies and takes claims. Called by the token thread only.
 */
final class SharedStore {
  private final TokenStore store;
  private final TokenListener listener;
  private final SpentTokens spent = new SpentTokens();
  private boolean unclaimable;

  SharedStore(TokenStore store, TokenListener listener) {
    this.store = store;
    this.listener = listener;
  }

  TokenPair load() throws IOException {
    return store.load();
  }

  void save(TokenPair pair) throws IOException {
    store.save(pair);
  }

  /** Its refresh token was redeemed, replaced or refused: whoever brings it back has no news. */
  void spend(TokenPair pair) {
    if (pair != null) {
      spent.add(pair);
    }
  }

  /** Whether what was loaded should take the place of the present pair, which may be null. */
  boolean isNews(TokenPair loaded, TokenPair present) {
    return (present == null || !loaded.hasRefreshTokenOf(present)) && !spent.contains(loaded);
  }

  /** Whether what lies in the store is an old copy that the present pair should replace. */
  boolean isOldCopy(TokenPair loaded, TokenPair present) {
    if (present == null) {
      return false;
    }
    return loaded.hasRefreshTokenOf(present) ? store.isStale() : spent.contains(loaded);
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

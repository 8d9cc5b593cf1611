package io.centraltoken.agent.token;

import java.io.IOException;

/** A store that can be full, claimed by others, or unable to be claimed. */
final class MemoryTokenStore implements TokenStore {
  TokenPair pair;
  Runnable beforeLoad = () -> {};
  Runnable beforeSave = () -> {};
  boolean full;
  boolean stale;
  boolean noClaims;
  boolean claimedByOther;
  int released;

  @Override
  public TokenPair load() throws IOException {
    beforeLoad.run();
    if (pair == null) {
      throw new IOException("there is no pair");
    }
    return pair;
  }

  @Override
  public void save(TokenPair successor) throws IOException {
    beforeSave.run();
    if (full) {
      throw new IOException("the disk is full");
    }
    pair = successor;
    stale = false;
  }

  @Override
  public boolean isStale() {
    return stale;
  }

  @Override
  public Claim tryClaim() throws IOException {
    if (noClaims) {
      throw new IOException("no room for claims");
    }
    return claimedByOther ? null : () -> released++;
  }
}

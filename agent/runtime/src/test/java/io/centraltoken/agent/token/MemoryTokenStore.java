package io.centraltoken.agent.token;

import java.io.IOException;

/** A store that can be full. */
final class MemoryTokenStore implements TokenStore {
  TokenPair pair;
  boolean full;

  @Override
  public TokenPair load() throws IOException {
    if (pair == null) {
      throw new IOException("there is no pair");
    }
    return pair;
  }

  @Override
  public void save(TokenPair successor) throws IOException {
    if (full) {
      throw new IOException("the disk is full");
    }
    pair = successor;
  }
}

package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.TokenPair;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.Predicate;

/** The store of a JVM that may be killed: then it writes nothing any more. */
class MortalStore implements TokenStore {
  boolean dead;

  private final TokenStore store;

  MortalStore(TokenStore store) {
    this.store = store;
  }

  @Override
  public StoredState load() {
    return store.load();
  }

  @Override
  public String rehearse() throws IOException {
    beforeWrite();
    return store.rehearse();
  }

  @Override
  public String holder() {
    return store.holder();
  }

  @Override
  public ExchangeNotes note(ExchangeNotes notes) throws IOException {
    beforeWrite();
    return store.note(notes);
  }

  @Override
  public Closeable reserve() throws IOException {
    beforeWrite();
    Closeable room = store.reserve();
    return () -> {
      if (!dead) {
        room.close();
      }
    };
  }

  @Override
  public boolean save(TokenPair pair, Predicate<TokenPair> isRedeemed, ExchangeNotes notes)
      throws IOException {
    beforeWrite();
    return store.save(pair, isRedeemed, notes);
  }

  @Override
  public Claim tryClaim() throws IOException {
    return store.tryClaim();
  }

  /** Throws what stands in the way of a write. */
  void beforeWrite() throws IOException {
    if (dead) {
      throw new IOException("the JVM is gone");
    }
  }
}

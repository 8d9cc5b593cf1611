package io.centraltoken.agent.store;

import io.centraltoken.agent.oauth.TokenPair;
import io.centraltoken.agent.token.ExchangeNotes;
import io.centraltoken.agent.token.StoredState;
import io.centraltoken.agent.token.TokenStore;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.Predicate;

/**
 * Keeps nothing, for tokens that can be made anew at any time and in any number (client
 * credentials): the one in use is in memory, and nobody else could put one here.
 */
public final class TransientTokenStore implements TokenStore {
  private static final StoredState NOTHING =
      StoredState.without(
          new IOException("no token is stored with central.grant=client_credentials"),
          ExchangeNotes.NONE,
          null);

  @Override
  public StoredState load() {
    return NOTHING;
  }

  @Override
  public String rehearse() {
    return null;
  }

  @Override
  public ExchangeNotes note(ExchangeNotes notes) {
    return ExchangeNotes.NONE;
  }

  @Override
  public Closeable reserve() {
    return () -> {};
  }

  @Override
  public boolean save(TokenPair pair, Predicate<TokenPair> isRedeemed, ExchangeNotes notes) {
    return true;
  }

  @Override
  public Claim tryClaim() {
    return () -> {};
  }

  @Override
  public String holder() {
    return "";
  }
}

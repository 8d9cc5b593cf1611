package io.centraltoken.agent.store;

import io.centraltoken.agent.oauth.TokenPair;
import io.centraltoken.agent.token.ExchangeNotes;
import io.centraltoken.agent.token.TokenStore;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.Predicate;

/**
 * Keeps nothing, for tokens that can be made anew at any time and in any number (client
 * credentials): the one in use is in memory, and nobody else could put one here.
 */
public final class TransientTokenStore implements TokenStore {
  @Override
  public TokenPair load() throws IOException {
    throw new IOException("no token is stored with central.grant=client_credentials");
  }

  @Override
  public ExchangeNotes notes() {
    return ExchangeNotes.NONE;
  }

  @Override
  public boolean isStale() {
    return false;
  }

  @Override
  public boolean isAfter(TokenPair other) {
    return false;
  }

  @Override
  public boolean hasRedeemed(TokenPair other) {
    return false;
  }

  @Override
  public String rehearse() {
    return null;
  }

  @Override
  public void note(ExchangeNotes notes) {}

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

package io.centraltoken.agent.store;

import io.centraltoken.agent.oauth.TokenPair;
import io.centraltoken.agent.token.ExchangeNotes;
import io.centraltoken.agent.token.StoreException;
import java.nio.file.Path;
import java.util.function.Predicate;

/** A download that is only read, such as a secret mount; it is news once. */
final class SeedFile {
  private final Path file;
  private StoredToken last = StoredToken.NONE;

  /**
   * @param file null if no seed is configured
   */
  SeedFile(Path file) {
    this.file = file;
  }

  boolean isConfigured() {
    return file != null;
  }

  /** What is wrong with it. */
  StoreException problem() {
    return last.problem();
  }

  /**
   * The pair of the seed if it should be taken.
   *
   * @return null if the seed holds no pair, if its refresh token was used before, or if the gateway
   *     rejected it and there is another pair
   */
  TokenPair news(TokenPair stored, StoredToken own, StoredToken open, ExchangeNotes notes) {
    if (file == null) {
      return null;
    }
    last = StoredToken.read(file, last);
    TokenPair planted = last.pair();
    boolean known =
        planted == null
            || (stored != null
                && (stored.hasRefreshTokenOf(planted)
                    || own.isAfter(planted)
                    || open.isAfter(planted)
                    || notes.isRejected(planted)));
    return known ? null : planted;
  }

  void addTo(PreviousTokens previous, TokenPair successor, Predicate<TokenPair> isRedeemed) {
    last.addTo(previous, successor, isRedeemed);
  }
}

package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.TokenExchangeException;
import io.centraltoken.agent.oauth.TokenPair;
import java.time.Instant;

/**
 * Makes a pair where there is none that could be refreshed. Called by the token thread only, under
 * a claim.
 */
interface NewPairGrant {
  /** Not configured: a person must download a pair. */
  NewPairGrant NONE =
      new NewPairGrant() {
        @Override
        public Instant openAt(ExchangeNotes notes) {
          return Instant.MAX;
        }

        @Override
        public boolean isCorrected() {
          return false;
        }

        @Override
        public ExchangeNotes begun(ExchangeNotes notes, Instant now) {
          return notes;
        }

        @Override
        public TokenPair obtain(long generation) {
          throw new IllegalStateException("there is no grant for a new pair");
        }
      };

  /** When it may be used next, in the light of what the store remembers; MAX: never again. */
  Instant openAt(ExchangeNotes notes);

  /** Whether what the gateway rejected has been changed since. */
  boolean isCorrected();

  /**
   * What must be stored before it is used.
   *
   * @param now the host's time
   */
  ExchangeNotes begun(ExchangeNotes notes, Instant now);

  /**
   * @throws TokenExchangeException of class PRE_SEND if the gateway has seen nothing, so that the
   *     attempt does not count
   */
  TokenPair obtain(long generation) throws TokenExchangeException;
}

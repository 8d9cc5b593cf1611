package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.TokenEndpoint;
import io.centraltoken.agent.oauth.TokenExchangeException;
import io.centraltoken.agent.oauth.TokenPair;
import java.time.Instant;

/**
 * Tokens of new Central (HPE GreenLake; RFC 6749, section 4.4): each is made from scratch, at any
 * time, and kills none before it.
 */
final class ClientCredentialsGrant implements NewPairGrant {
  private final TokenEndpoint endpoint;

  ClientCredentialsGrant(TokenEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public Instant openAt(ExchangeNotes notes) {
    return Instant.MIN;
  }

  @Override
  public boolean isCorrected() {
    return false; // the endpoint knows whether its client is
  }

  @Override
  public ExchangeNotes begun(ExchangeNotes notes, Instant now) {
    return notes;
  }

  @Override
  public TokenPair obtain(long generation) throws TokenExchangeException {
    return endpoint.clientCredentials(generation);
  }
}

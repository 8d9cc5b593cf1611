package io.centraltoken.agent.token;

/** Which ways to a new pair are configured. */
public final class Grants {
  final TokenEndpoint endpoint;
  final NewPairGrant newPair;

  private Grants(TokenEndpoint endpoint, NewPairGrant newPair) {
    this.endpoint = endpoint;
    this.newPair = newPair;
  }

  /** Without a usable refresh token a person is needed. */
  public static Grants refresh(TokenEndpoint endpoint) {
    return new Grants(endpoint, NewPairGrant.NONE);
  }
}

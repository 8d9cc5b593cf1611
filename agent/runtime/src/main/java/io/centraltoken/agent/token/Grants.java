package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.LoginEndpoint;
import io.centraltoken.agent.oauth.TokenEndpoint;
import io.centraltoken.agent.oauth.UserCredentials;
import java.net.URI;

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

  /** Without a usable refresh token the agent logs in. */
  public static Grants refreshOrLogin(
      TokenEndpoint endpoint, URI gateway, UserCredentials user, HostTime time) {
    return new Grants(endpoint, new LoginGrant(new LoginEndpoint(gateway, user, endpoint), time));
  }

  /** There are no refresh tokens. */
  public static Grants clientCredentials(TokenEndpoint endpoint) {
    return new Grants(endpoint, new ClientCredentialsGrant(endpoint));
  }
}

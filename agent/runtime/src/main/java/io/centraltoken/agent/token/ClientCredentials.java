package io.centraltoken.agent.token;

/** The client's identifier and password (RFC 6749, section 2.3.1). */
public final class ClientCredentials {
  private final String id;
  private final String secret;

  public ClientCredentials(String id, String secret) {
    this.id = id;
    this.secret = secret;
  }

  String id() {
    return id;
  }

  String secret() {
    return secret;
  }

  @Override
  public String toString() {
    return "ClientCredentials[" + id + "]";
  }
}

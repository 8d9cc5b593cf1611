package io.centraltoken.agent.oauth;

import java.util.function.Supplier;

/** The client's identifier and password (RFC 6749, section 2.3.1). */
public final class ClientCredentials {
  private final String id;
  private final Secret secret;

  /**
   * @param secret asked before each exchange, because it may be replaced while the program runs
   */
  public ClientCredentials(String id, Supplier<String> secret) {
    this.id = id;
    this.secret = new Secret(secret);
  }

  public String id() {
    return id;
  }

  Secret secret() {
    return secret;
  }

  @Override
  public String toString() {
    return "ClientCredentials[" + id + "]";
  }
}

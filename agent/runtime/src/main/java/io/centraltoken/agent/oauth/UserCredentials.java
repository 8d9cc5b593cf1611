package io.centraltoken.agent.oauth;

import java.util.function.Supplier;

/** A user of Central who signs in without single sign-on, and the customer to sign in to. */
public final class UserCredentials {
  private final String username;
  private final Secret password;
  private final String customerId;

  /**
   * @param password asked before each login, because it may be replaced while the program runs
   */
  public UserCredentials(String username, Supplier<String> password, String customerId) {
    this.username = username;
    this.password = new Secret(password);
    this.customerId = customerId;
  }

  String username() {
    return username;
  }

  Secret password() {
    return password;
  }

  String customerId() {
    return customerId;
  }

  @Override
  public String toString() {
    return "UserCredentials[" + username + "]";
  }
}

package io.centraltoken.agent.token;

/** A user of Central who signs in without single sign-on, and the customer to sign in to. */
public final class UserCredentials {
  private final String username;
  private final String password;
  private final String customerId;

  public UserCredentials(String username, String password, String customerId) {
    this.username = username;
    this.password = password;
    this.customerId = customerId;
  }

  String username() {
    return username;
  }

  String password() {
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

package io.centraltoken.agent.instrument;

/**
 * Hears whether the hooks of a JDK class are in place. Called inside the loading of that class: a
 * listener must do little and load nothing big.
 */
public interface HookListener {
  /**
   * @param client to which the class belongs
   */
  void applied(String client, String className);

  /**
   * The class runs on as it was, or with some of its hooks: requests of this client may go out
   * without a token.
   */
  void failed(String what, String why);

  /** A client that is not hooked makes its first request. */
  void unhooked(String client);
}

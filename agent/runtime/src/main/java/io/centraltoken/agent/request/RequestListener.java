package io.centraltoken.agent.request;

/** What happens to requests to the gateway. Called by application threads, which must not wait. */
public interface RequestListener {
  /** A hop goes out with a token of the agent's. */
  void injected();

  /** A request waits for an exchange of tokens. */
  void held();

  /** A request that has waited so many milliseconds goes on. */
  void heldFor(long millis);

  /** A request has waited as long as it may, and goes out without a token. */
  void waitedInVain();

  /** A request whose token was rejected goes out once more. */
  void replayed();

  /** A request whose token was rejected does not, because its body is not there any more. */
  void notReplayable();

  /**
   * A hop goes out with an {@code access_token} in its query that is not the agent's and that the
   * gateway reads before the header.
   */
  void otherTokenInQuery();

  /**
   * Another host than the gateway answers as the gateway does to a request without a token.
   *
   * @param origin its scheme and host
   * @param port negative: that of the scheme
   */
  void rejectedElsewhere(String origin, int port);

  /** A response of the gateway has said how many calls the account has left. */
  void quota(Quota quota);

  /**
   * The token thread hangs, so that no request waits for it any more.
   *
   * @param where the method that does not return
   */
  void tokenThreadStuck(String where);

  /** A hook failed; the request goes out as the application made it. */
  void suppressed(Throwable failure);
}

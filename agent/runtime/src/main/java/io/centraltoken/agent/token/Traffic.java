package io.centraltoken.agent.token;

/** The requests that carry the token. */
public interface Traffic {
  /**
   * Waits until each request that carries the present token has been answered, but not for long:
   * the gateway looks at a token when the head of its request arrives. Called by the token thread,
   * while requests that begin are held.
   */
  void settle();
}

package io.centraltoken.agent.request;

import io.centraltoken.agent.token.TokenState;

/**
 * Lets the token thread begin with the first request, and tells where requests get nothing from it:
 * while it hangs, it cannot say so itself. Called by application threads.
 */
final class TokenThreadWatch {
  private final FirstRequest firstRequest;
  private final TokenState tokens;
  private final RequestListener listener;

  TokenThreadWatch(FirstRequest firstRequest, TokenState tokens, RequestListener listener) {
    this.firstRequest = firstRequest;
    this.tokens = tokens;
    this.listener = listener;
  }

  /** A request begins. */
  void begins() {
    firstRequest.comes();
    if (tokens.liveness().isStuck()) {
      listener.tokenThreadStuck(tokens.liveness().stuckAt());
    }
  }

  /**
   * A request goes on.
   *
   * @param since when it began, in the state's own time
   */
  void goesOn(long since) {
    if (tokens.isWaitOver(since) && !tokens.liveness().isStuck()) {
      listener.waitedInVain();
    }
  }
}

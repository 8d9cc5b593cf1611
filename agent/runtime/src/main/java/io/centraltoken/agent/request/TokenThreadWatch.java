package io.centraltoken.agent.request;

import io.centraltoken.agent.token.TokenState;
import java.util.concurrent.CountDownLatch;

/**
 * Lets the token thread begin with the first request, and tells where requests get nothing from it:
 * while it hangs, it cannot say so itself. Called by application threads.
 */
final class TokenThreadWatch {
  private final CountDownLatch firstRequest;
  private final TokenState tokens;
  private final RequestListener listener;

  TokenThreadWatch(CountDownLatch firstRequest, TokenState tokens, RequestListener listener) {
    this.firstRequest = firstRequest;
    this.tokens = tokens;
    this.listener = listener;
  }

  /** A request begins. */
  void begins() {
    firstRequest.countDown();
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

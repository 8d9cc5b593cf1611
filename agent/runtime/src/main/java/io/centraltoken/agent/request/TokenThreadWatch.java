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

  /**
   * A request begins, or goes on after it has waited.
   *
   * @param since when it began, in the state's own time
   */
  void begins(long since) {
    firstRequest.countDown();
    if (tokens.liveness().isStuck()) {
      listener.tokenThreadStuck(tokens.liveness().stuckAt());
    } else if (tokens.isWaitOver(since)) {
      listener.waitedInVain();
    }
  }
}

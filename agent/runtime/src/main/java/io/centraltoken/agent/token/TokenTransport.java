package io.centraltoken.agent.token;

import java.net.URI;

/** Carries one token request. Called by the token thread only. */
public interface TokenTransport {
  /**
   * POSTs without a body, follows no redirect and sends nothing twice: a refresh token works once.
   *
   * @throws TokenExchangeException of class PRE_SEND if the server cannot have seen the request,
   *     AMBIGUOUS if it may have
   */
  Reply post(URI uri) throws TokenExchangeException;

  /**
   * What the server answered; the body of a good one holds a pair, so it is in no {@code toString}.
   */
  final class Reply {
    final int status;
    final byte[] body;

    public Reply(int status, byte[] body) {
      this.status = status;
      this.body = body;
    }

    @Override
    public String toString() {
      return "Reply[" + status + "]";
    }
  }
}

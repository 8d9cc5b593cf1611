package io.centraltoken.agent.token;

import java.net.URI;

/** Carries one token request. Called by the token thread only. */
public interface TokenTransport {
  /** A reply that is longer is none; a pair has some hundred bytes. */
  int LARGEST_REPLY = 64 * 1024;

  /**
   * POSTs, follows no redirect, sends nothing twice, and shows the query, which may hold secrets,
   * to no part of the application: no cookie store, authenticator, cache or proxy selector of its
   * own sees more than the origin.
   *
   * @param body empty where all parameters stand in the query
   * @throws TokenExchangeException of class PRE_SEND if the server cannot have seen the request,
   *     AMBIGUOUS if it may have
   */
  Reply post(URI uri, String contentType, byte[] body) throws TokenExchangeException;

  /**
   * What the server answered; the body of a good one holds a pair, so it is in no {@code toString}.
   */
  final class Reply {
    final int status;
    final byte[] body;
    final String retryAfter;

    /**
     * @param retryAfter the value of the Retry-After field, or null
     */
    public Reply(int status, byte[] body, String retryAfter) {
      this.status = status;
      this.body = body;
      this.retryAfter = retryAfter;
    }

    @Override
    public String toString() {
      return "Reply[" + status + "]";
    }
  }
}

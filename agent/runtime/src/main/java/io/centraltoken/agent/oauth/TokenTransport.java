package io.centraltoken.agent.oauth;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Carries one token request. Called by the token thread only. */
public interface TokenTransport {
  /** What is longer is not a response with a pair, which has some hundred bytes. */
  int LARGEST_RESPONSE = 64 * 1024;

  /**
   * POSTs, follows no redirect, sends nothing twice, and shows the query, which may hold secrets,
   * to no part of the application: no cookie store, authenticator, cache or proxy selector of its
   * own sees more than the origin.
   *
   * @param headers besides Accept and Content-Length
   * @param body empty where all parameters stand in the query
   * @throws TokenExchangeException of class PRE_SEND if the server cannot have seen the request,
   *     AMBIGUOUS if it may have
   */
  Response post(URI uri, Map<String, String> headers, byte[] body) throws TokenExchangeException;

  /** Whether a setting of the transport that was rejected has another value now. */
  default boolean isCorrected() {
    return false;
  }

  /**
   * What the server answered; the body of a good one holds a pair, so it is in no {@code toString}.
   */
  final class Response {
    public final int status;
    public final byte[] body;
    final String retryAfter;
    final List<String> cookies;

    /**
     * @param headers by their names in any case, as a JDK client gives them
     */
    public Response(int status, byte[] body, Map<String, List<String>> headers) {
      this.status = status;
      this.body = body;
      List<String> retry = values(headers, "Retry-After");
      this.retryAfter = retry.isEmpty() ? null : retry.get(0);
      this.cookies = values(headers, "Set-Cookie");
    }

    static List<String> values(Map<String, List<String>> headers, String name) {
      for (Map.Entry<String, List<String>> header : headers.entrySet()) {
        if (name.equalsIgnoreCase(header.getKey())) { // the status line has no name
          return header.getValue();
        }
      }
      return Collections.emptyList();
    }

    @Override
    public String toString() {
      return "Response[" + status + "]";
    }
  }
}

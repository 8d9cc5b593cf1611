package io.centraltoken.demo.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One request as it came off the wire, and the answer it got: what tests assert on.
 *
 * @param query as it was encoded, or null; not printed, because it may hold secrets
 * @param authorizations every value of the Authorization field, none left out
 * @param bodyLength bytes
 * @param sinceDeath how long the presented token had been replaced by a rotation when the request
 *     arrived; null if it had not been
 */
public record ReceivedRequest(
    Instant at,
    String protocol,
    String method,
    String path,
    String query,
    List<String> authorizations,
    List<String> cookies,
    int bodyLength,
    int status,
    Duration sinceDeath) {
  public ReceivedRequest {
    authorizations = List.copyOf(authorizations);
    cookies = List.copyOf(cookies);
  }

  public boolean hasQuery() {
    return query != null;
  }

  @Override
  public String toString() {
    return at
        + " "
        + protocol
        + " "
        + method
        + " "
        + path
        + " authorizations="
        + authorizations.size()
        + " -> "
        + status
        + (sinceDeath == null ? "" : " (token replaced " + sinceDeath.toMillis() + " ms before)");
  }
}

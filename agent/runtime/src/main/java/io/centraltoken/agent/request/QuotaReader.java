package io.centraltoken.agent.request;

import io.centraltoken.agent.token.TokenState;
import java.util.List;
import java.util.Map;

/**
 * Reads the calls that the account has left from one response a second, so that it costs the others
 * nothing. Called by application threads; that two of them may read at once is harmless.
 */
public final class QuotaReader {
  private static final long INTERVAL_MILLIS = 1000;

  private final TokenState tokens;
  private final RequestListener listener;

  /** In the state's own time, in milliseconds. */
  private volatile long due;

  QuotaReader(TokenState tokens, RequestListener listener) {
    this.tokens = tokens;
    this.listener = listener;
    this.due = tokens.millis();
  }

  /** Whether a response of the gateway that has come now should be read. */
  public boolean isDue() {
    return tokens.millis() - due >= 0;
  }

  /**
   * @param headers of a response of the gateway, by their names in any case
   */
  public void read(Map<String, List<String>> headers) {
    due = tokens.millis() + INTERVAL_MILLIS;
    Quota quota = Quota.of(headers, tokens.now());
    if (quota != null) {
      listener.quota(quota);
    }
  }
}

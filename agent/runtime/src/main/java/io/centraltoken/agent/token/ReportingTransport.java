package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.TokenExchangeException;
import io.centraltoken.agent.oauth.TokenTransport;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Reports before and after each call: several in a row (a login) are not one that hangs. */
public final class ReportingTransport implements TokenTransport {
  private final TokenTransport transport;
  private final Liveness liveness;
  private final Duration longest;

  /**
   * @param longest how long one call takes at most
   */
  public ReportingTransport(TokenTransport transport, Liveness liveness, Duration longest) {
    this.transport = transport;
    this.liveness = liveness;
    this.longest = longest;
  }

  @Override
  public Response post(URI uri, Map<String, String> headers, byte[] body)
      throws TokenExchangeException {
    liveness.working(longest);
    Response response = transport.post(uri, headers, body);
    liveness.working(longest);
    return response;
  }

  @Override
  public boolean isCorrected() {
    return transport.isCorrected();
  }
}

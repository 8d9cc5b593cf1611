package io.centraltoken.agent.oauth;

import java.net.URI;
import java.time.Clock;
import java.util.function.Function;
import java.util.function.Supplier;

/** Token endpoints that read a response in another way than the product does. */
public final class TestEndpoints {
  private TestEndpoints() {}

  /**
   * @param beforeReading may throw what a full heap makes of reading a response
   */
  public static TokenEndpoint thatMayFailToRead(
      Supplier<String> secret, TokenTransport transport, Clock clock, Runnable beforeReading) {
    return endpoint(
        secret,
        transport,
        clock,
        reply -> {
          beforeReading.run();
          return TokenResponse.of(reply);
        });
  }

  /** A fault of the past: takes no pair without {@code expires_in}. */
  public static TokenEndpoint thatDemandsALifetime(
      Supplier<String> secret, TokenTransport transport, Clock clock) {
    return endpoint(
        secret,
        transport,
        clock,
        reply -> {
          TokenResponse members = TokenResponse.of(reply);
          if (members.expiresIn <= 0) {
            members.accessToken = null;
            members.refreshToken = null;
          }
          return members;
        });
  }

  private static TokenEndpoint endpoint(
      Supplier<String> secret,
      TokenTransport transport,
      Clock clock,
      Function<TokenTransport.Response, TokenResponse> reader) {
    return new TokenEndpoint(
        URI.create("https://gateway.example/oauth2/token"),
        ParameterPlacement.QUERY,
        new ClientCredentials("id", secret),
        transport,
        clock,
        reader);
  }
}

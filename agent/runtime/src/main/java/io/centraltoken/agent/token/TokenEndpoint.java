package io.centraltoken.agent.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.centraltoken.agent.token.TokenExchangeException.FailureClass;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The token endpoint (RFC 6749, section 3.2) as Central has it: parameters in the query unless a
 * setting says otherwise, and 400 {@code invalid_request} "Invalid refresh_token" instead of {@code
 * invalid_grant} (HPE, "Access Token Management"; Kong 0.14.1). Called by the token thread only.
 */
public final class TokenEndpoint {
  private final URI uri;
  private final ParameterPlacement placement;
  private final ClientCredentials client;
  private final TokenTransport transport;
  private final Clock clock;

  public TokenEndpoint(
      URI uri,
      ParameterPlacement placement,
      ClientCredentials client,
      TokenTransport transport,
      Clock clock) {
    this.uri = uri;
    this.placement = placement;
    this.client = client;
    this.transport = transport;
    this.clock = clock;
  }

  /**
   * Redeems the refresh token of the pair, which is dead afterwards, whether the reply arrives or
   * not.
   */
  TokenPair refresh(TokenPair pair) throws TokenExchangeException {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("client_id", client.id());
    parameters.put("client_secret", client.secret());
    parameters.put("grant_type", "refresh_token");
    parameters.put("refresh_token", pair.refreshToken());
    Instant sentAt = clock.instant();
    TokenTransport.Reply reply =
        transport.post(
            placement.uri(uri, parameters), placement.contentType, placement.body(parameters));
    Members members = Members.of(reply.body);
    if (reply.status != 200) {
      throw failure(reply, members);
    }
    try {
      return TokenPair.of(
          members.accessToken,
          members.refreshToken,
          sentAt,
          Duration.ofSeconds(members.expiresIn),
          pair.generation() + 1);
    } catch (IllegalArgumentException incomplete) {
      throw new TokenExchangeException(
          FailureClass.AMBIGUOUS,
          "the token endpoint answered 200, but " + incomplete.getMessage());
    }
  }

  private TokenExchangeException failure(TokenTransport.Reply reply, Members members) {
    int status = reply.status;
    if (status == 429 || status == 503) {
      return TokenExchangeException.throttled(
          status, RetryAfter.parse(reply.retryAfter, clock.instant()));
    }
    if ("invalid_client".equals(members.error)) {
      return TokenExchangeException.misconfigured(
          "the token endpoint refused the client (" + status + " invalid_client)",
          "mend central.client.id or central.client.secret and restart, or put a token of this client into central.token.file");
    }
    boolean refused =
        "Invalid refresh_token".equals(members.errorDescription)
            || "invalid_grant".equals(members.error);
    if (refused) {
      return new TokenExchangeException(
          FailureClass.DEFINITIVE, "the token endpoint refused the refresh token (" + status + ")");
    }
    return new TokenExchangeException(
        FailureClass.AMBIGUOUS, "the token endpoint answered " + status);
  }

  /** The members of a reply that matter; what is no JSON object has none. */
  private static final class Members {
    private String accessToken;
    private String refreshToken;
    private long expiresIn;
    private String error;
    private String errorDescription;

    private static Members of(byte[] body) {
      Members members = new Members();
      try (JsonParser parser = new JsonFactory().createParser(body)) {
        if (parser.nextToken() == JsonToken.START_OBJECT) {
          while (parser.nextToken() == JsonToken.FIELD_NAME) {
            members.take(parser.currentName(), parser);
          }
        }
        return members;
      } catch (IOException noJson) {
        return new Members();
      }
    }

    private void take(String name, JsonParser parser) throws IOException {
      parser.nextToken();
      switch (name) {
        case "access_token":
          accessToken = parser.getValueAsString();
          break;
        case "refresh_token":
          refreshToken = parser.getValueAsString();
          break;
        case "expires_in":
          expiresIn = parser.getValueAsLong();
          break;
        case "error":
          error = parser.getValueAsString();
          break;
        case "error_description":
          errorDescription = parser.getValueAsString();
          break;
        default:
          parser.skipChildren();
      }
    }
  }
}

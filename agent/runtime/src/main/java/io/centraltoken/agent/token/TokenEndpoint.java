package io.centraltoken.agent.token;

import io.centraltoken.agent.token.TokenExchangeException.FailureClass;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
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
   * not (RFC 6749, section 6).
   */
  TokenPair refresh(TokenPair pair) throws TokenExchangeException {
    Map<String, String> parameters = clientAnd("refresh_token");
    parameters.put("refresh_token", pair.refreshToken());
    return pair(parameters, pair.generation() + 1);
  }

  /** Redeems a code, which works once (RFC 6749, section 4.1.3). */
  TokenPair redeemCode(String code, long generation) throws TokenExchangeException {
    Map<String, String> parameters = clientAnd("authorization_code");
    parameters.put("code", code);
    return pair(parameters, generation);
  }

  /** A token without a refresh token (RFC 6749, section 4.4); earlier ones stay good. */
  TokenPair clientCredentials(long generation) throws TokenExchangeException {
    return pair(clientAnd("client_credentials"), generation);
  }

  ClientCredentials client() {
    return client;
  }

  TokenTransport transport() {
    return transport;
  }

  Clock clock() {
    return clock;
  }

  private Map<String, String> clientAnd(String grantType) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("client_id", client.id());
    parameters.put("client_secret", client.secret());
    parameters.put("grant_type", grantType);
    return parameters;
  }

  private TokenPair pair(Map<String, String> parameters, long generation)
      throws TokenExchangeException {
    Instant sentAt = clock.instant();
    TokenTransport.Reply reply =
        transport.post(
            placement.uri(uri, parameters),
            Collections.singletonMap("Content-Type", placement.contentType),
            placement.body(parameters));
    ReplyMembers members = ReplyMembers.of(reply);
    if (reply.status != 200) {
      throw failure(reply, members);
    }
    try {
      Duration lifetime = Duration.ofSeconds(members.expiresIn);
      return parameters.get("grant_type").equals("client_credentials")
          ? TokenPair.withoutRefresh(members.accessToken, sentAt, lifetime, generation)
          : TokenPair.of(members.accessToken, members.refreshToken, sentAt, lifetime, generation);
    } catch (IllegalArgumentException incomplete) {
      throw new TokenExchangeException(
          FailureClass.AMBIGUOUS,
          "the token endpoint answered 200, but " + incomplete.getMessage());
    }
  }

  private TokenExchangeException failure(TokenTransport.Reply reply, ReplyMembers members) {
    int status = reply.status;
    if (status == 429 || status == 503) {
      return TokenExchangeException.throttled(reply, clock.instant());
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
    if ("Invalid code".equals(members.errorDescription)) {
      return new TokenExchangeException(
          FailureClass.DEFINITIVE, "the token endpoint refused the code of a login");
    }
    return new TokenExchangeException(
        FailureClass.AMBIGUOUS, "the token endpoint answered " + status);
  }
}

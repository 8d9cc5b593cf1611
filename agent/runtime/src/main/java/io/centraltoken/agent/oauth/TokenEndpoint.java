package io.centraltoken.agent.oauth;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The token endpoint (RFC 6749, section 3.2) as Central has it: parameters in the query unless a
 * setting says otherwise. What a response means for the refresh token is {@link ErrorResponses}'
 * subject; here nothing that was received is thrown away because of its form, since the pair before
 * it is dead. Called by the token thread only.
 */
public final class TokenEndpoint {
  /** Of Central's tokens (HPE, "Access Token Management"). */
  private static final Duration USUAL_LIFETIME = Duration.ofHours(2);

  private final URI uri;
  private final ParameterPlacement placement;
  private final ClientCredentials client;
  private final TokenTransport transport;
  private final Clock clock;
  private final Function<TokenTransport.Response, TokenResponse> reader;
  private final ErrorResponses rejections;
  private TokenTransport.Response unread;
  private String unreadOf;
  private String remark;

  public TokenEndpoint(
      URI uri,
      ParameterPlacement placement,
      ClientCredentials client,
      TokenTransport transport,
      Clock clock) {
    this(uri, placement, client, transport, clock, TokenResponse::of);
  }

  /** For the test of a response that cannot be read at once. */
  TokenEndpoint(
      URI uri,
      ParameterPlacement placement,
      ClientCredentials client,
      TokenTransport transport,
      Clock clock,
      Function<TokenTransport.Response, TokenResponse> reader) {
    this.uri = uri;
    this.placement = placement;
    this.client = client;
    this.transport = transport;
    this.clock = clock;
    this.reader = reader;
    this.rejections = new ErrorResponses(clock);
  }

  /**
   * Redeems the refresh token of the pair, which is dead afterwards, whether the response arrives
   * or not (RFC 6749, section 6). A response without a new one leaves it good.
   */
  public TokenPair refresh(TokenPair pair) throws TokenExchangeException {
    Map<String, String> parameters = clientAnd("refresh_token");
    parameters.put("refresh_token", pair.refreshToken());
    return post(parameters, pair, pair.generation() + 1);
  }

  /** Redeems a code, which works once (RFC 6749, section 4.1.3). */
  TokenPair redeemCode(String code, long generation) throws TokenExchangeException {
    Map<String, String> parameters = clientAnd("authorization_code");
    parameters.put("code", code);
    return post(parameters, null, generation);
  }

  /** A token without a refresh token (RFC 6749, section 4.4); earlier ones stay good. */
  public TokenPair clientCredentials(long generation) throws TokenExchangeException {
    return post(clientAnd("client_credentials"), null, generation);
  }

  /** Something odd in the last response, for people; or null. */
  public String remark() {
    return remark;
  }

  /** Whether a secret that was rejected has been replaced since. */
  public boolean isCorrected() {
    return client.secret().isCorrected() || transport.isCorrected();
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
    parameters.put("client_secret", client.secret().value());
    parameters.put("grant_type", grantType);
    return parameters;
  }

  /**
   * A response that a full heap kept from being read is read first when the same is asked again.
   */
  private TokenPair post(Map<String, String> parameters, TokenPair before, long generation)
      throws TokenExchangeException {
    Instant sentAt = clock.instant();
    String presented = before == null ? "" : before.refreshToken();
    if (unread == null || before == null || !presented.equals(unreadOf)) {
      unread =
          transport.post(
              placement.uri(uri, parameters),
              Collections.singletonMap("Content-Type", placement.contentType),
              placement.body(parameters));
      unreadOf = presented;
    }
    TokenResponse members = reader.apply(unread);
    TokenPair pair = pair(unread.status, members, before, sentAt, generation);
    TokenTransport.Response read = unread;
    unread = null;
    if (pair != null) {
      return pair;
    }
    TokenExchangeException failure = rejections.failure(read, members, presented);
    if (failure.failureClass() == FailureClass.CONFIGURATION) {
      client.secret().reject();
    }
    throw failure;
  }

  /** Null where no token came. */
  private TokenPair pair(
      int status, TokenResponse members, TokenPair before, Instant sentAt, long generation) {
    remark = null;
    if (status / 100 != 2) {
      return null;
    }
    boolean isUsable = TokenPair.isToken(members.accessToken);
    boolean isSuccessor =
        members.refreshToken != null
            && !members.refreshToken.isEmpty()
            && (before == null || !members.refreshToken.equals(before.refreshToken()));
    String refresh =
        isSuccessor ? members.refreshToken : before == null ? null : before.refreshToken();
    if (!isUsable && isSuccessor) {
      remark = "a new refresh token without a usable access token; it is redeemed in its turn";
      Duration lifetime = before == null ? USUAL_LIFETIME : before.lifetime();
      String dead = before == null ? "none" : before.accessToken();
      return TokenPair.of(dead, refresh, sentAt.minus(lifetime), lifetime, generation);
    }
    if (!isUsable) {
      return null;
    }
    Duration lifetime = lifetime(members, before);
    return refresh == null
        ? TokenPair.withoutRefresh(members.accessToken, sentAt, lifetime, generation)
        : TokenPair.of(members.accessToken, refresh, sentAt, lifetime, generation);
  }

  /** Only recommended by RFC 6749, section 5.1. */
  private Duration lifetime(TokenResponse members, TokenPair before) {
    if (members.expiresIn > 0) {
      return Duration.ofSeconds(members.expiresIn);
    }
    Duration assumed = before == null ? USUAL_LIFETIME : before.lifetime();
    remark = "a token without a usable expires_in, taken for one of " + assumed.getSeconds() + " s";
    return assumed;
  }
}

package io.centraltoken.agent.oauth;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;

/**
 * What a response without a pair means for the refresh token. Central answers 400 {@code
 * invalid_request} "Invalid refresh_token" where RFC 6749, section 5.2, has {@code invalid_grant}
 * (HPE, "Access Token Management"; Kong 0.14.1). Called by the token thread only.
 */
final class ErrorResponses {
  private final Clock clock;

  /** Fingerprint of what was rejected once in words that nobody knows. */
  private String rejectedOnce;

  ErrorResponses(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param presented the refresh token, or an empty text
   */
  TokenExchangeException failure(
      TokenTransport.Response response, TokenResponse members, String presented) {
    int status = response.status;
    Duration retryAfter = RetryAfter.parse(response.retryAfter, clock.instant());
    String answered = "the token endpoint answered " + status + members.errorCode();
    if (status == 407) {
      return new TokenExchangeException(
          FailureClass.PRE_SEND, "the proxy before the token endpoint demands a password (407)");
    }
    if (status == 429 || (status == 503 && !mayHaveBeenProcessed(response))) {
      return new TokenExchangeException(FailureClass.THROTTLED, answered, retryAfter);
    }
    if (members.saysInvalid("refresh token") || "invalid_grant".equals(members.error)) {
      return new TokenExchangeException(
          FailureClass.DEFINITIVE,
          "the token endpoint rejected the refresh token (" + status + ")");
    }
    if (members.saysInvalid("code")) {
      return new TokenExchangeException(
          FailureClass.DEFINITIVE, "the token endpoint rejected the code of a login");
    }
    if (isClient(status, members)) {
      return client(status, members.errorCode());
    }
    if (isSecondRejection(status, members, presented)) {
      return new TokenExchangeException(
          FailureClass.DEFINITIVE,
          "the token endpoint rejected the refresh token (" + status + ", twice)");
    }
    return new TokenExchangeException(
        FailureClass.AMBIGUOUS,
        status / 100 == 2 ? answered + ", but access_token is missing" : answered,
        retryAfter);
  }

  static TokenExchangeException client(int status) {
    return client(status, " invalid_client");
  }

  private static TokenExchangeException client(int status, String error) {
    return TokenExchangeException.misconfigured(
        "the token endpoint rejected the client (" + status + error + ")",
        "correct central.client.id or central.client.secret, or put a token of this client into central.token.file; a corrected central.client.secret.file needs no restart");
  }

  /** 401 is how RFC 6749, section 5.2, has a client rejected. */
  private static boolean isClient(int status, TokenResponse members) {
    return "invalid_client".equals(members.error)
        || "unauthorized_client".equals(members.error)
        || status == 401;
  }

  /**
   * Envoy in front of the gateway: the connection broke after the request was sent. Its other
   * reasons, a failed connection or too much load, mean that nothing was.
   */
  private static boolean mayHaveBeenProcessed(TokenTransport.Response response) {
    String body = new String(response.body, StandardCharsets.ISO_8859_1);
    return body.contains("connection termination") || body.contains("remote reset");
  }

  /**
   * An error of the token endpoint in words that nobody knows. Once it may be a passing one; the
   * same refresh token rejected twice is taken for dead.
   */
  private boolean isSecondRejection(int status, TokenResponse members, String presented) {
    boolean definite =
        (status == 400 || status == 403)
            && members.error != null
            && !members.error.equals("temporarily_unavailable")
            && !members.error.equals("server_error")
            && !members.error.equals("slow_down");
    if (!definite || presented.isEmpty()) {
      return false;
    }
    String fingerprint = Fingerprint.of(presented, 8);
    boolean second = fingerprint.equals(rejectedOnce);
    rejectedOnce = fingerprint;
    return second;
  }
}

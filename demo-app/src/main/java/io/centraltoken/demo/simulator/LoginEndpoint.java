package io.centraltoken.demo.simulator;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The first two of the three calls that make a pair from scratch (HPE, "OAuth APIs"): log in, which
 * one client may do once in 30 minutes, then fetch a code with the session's cookies. The code
 * lives 300 s and works once at the token endpoint. Called by the server's threads.
 */
final class LoginEndpoint {
  static final String USERNAME = "demo-user";
  static final String PASSWORD = "demo-password";
  static final String CUSTOMER_ID = "demo-customer";

  private static final Duration LIMIT = Duration.ofMinutes(30);
  private static final Duration CODE_LIFETIME = Duration.ofMinutes(5);

  private final Clock clock;
  private final String clientId;
  private Instant lastLogin = Instant.MIN;
  private String csrfToken;
  private String session;
  private String code;
  private Instant codeMadeAt;

  LoginEndpoint(Clock clock, String clientId) {
    this.clock = clock;
    this.clientId = clientId;
  }

  synchronized ResponseDefinitionBuilder login(Request request) {
    Parameters parameters = Parameters.of(request);
    if (!parameters.get("client_id").equals(clientId)) {
      return KongReplies.invalidClient();
    }
    if (clock.instant().isBefore(lastLogin.plus(LIMIT))) {
      return KongReplies.rateLimited();
    }
    if (!parameters.get("username").equals(USERNAME)
        || !parameters.get("password").equals(PASSWORD)) {
      return KongReplies.json(401, "{\"message\":\"Invalid username or password\"}");
    }
    lastLogin = clock.instant();
    csrfToken = TokenAuthority.randomToken();
    session = TokenAuthority.randomToken();
    return KongReplies.json(200, "{\"status\": true}")
        .withHeader(
            "Set-Cookie",
            "csrftoken=" + csrfToken + "; Path=/",
            "session=" + session + "; HttpOnly; Path=/");
  }

  synchronized ResponseDefinitionBuilder code(Request request) {
    Parameters parameters = Parameters.of(request);
    boolean known =
        session != null
            && csrfToken.equals(request.getHeader("X-CSRF-TOKEN"))
            && String.valueOf(request.getHeader("Cookie")).contains("session=" + session);
    if (!known || !parameters.get("response_type").equals("code")) {
      return KongReplies.json(401, "{\"message\":\"Unauthorized\"}");
    }
    if (!parameters.get("customer_id").equals(CUSTOMER_ID)) {
      return KongReplies.json(400, "{\"message\":\"Invalid customer_id\"}");
    }
    code = TokenAuthority.randomToken();
    codeMadeAt = clock.instant();
    return KongReplies.json(200, "{\"auth_code\":\"" + code + "\"}");
  }

  /** Whether the code is good; it is not any more afterwards. */
  synchronized boolean redeem(String presented) {
    boolean good =
        presented.equals(code) && clock.instant().isBefore(codeMadeAt.plus(CODE_LIFETIME));
    code = good ? null : code;
    return good;
  }
}

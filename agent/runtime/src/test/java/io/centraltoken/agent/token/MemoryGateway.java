package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.FailureClass;
import io.centraltoken.agent.oauth.TokenExchangeException;
import io.centraltoken.agent.oauth.TokenPair;
import io.centraltoken.agent.oauth.TokenTransport;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The gateway of one client in memory, on a clock of the test: as strict as the simulator, which
 * the same contract test proves.
 */
final class MemoryGateway implements TokenTransport {
  /** What happens to one call, before the gateway's work or after it. */
  enum Fault {
    NOT_REACHED,
    THROTTLED,
    UNAVAILABLE,
    ERROR,
    LOST_REPLY,
    GARBAGE,
    KILLED_BEFORE,
    KILLED_AFTER
  }

  /** The JVM that called is gone. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static final Duration LOGIN_LIMIT = Duration.ofMinutes(30);

  /** Asked at each call: whether it is a refresh. */
  Function<Boolean, Fault> fault = refresh -> null;

  int tokenCalls;
  int logins;
  int redeemedTwice;
  int earlyLogins;

  /** Told when a refresh token comes whose fate was answered before. */
  Consumer<String> redeemedAgain = refreshToken -> {};

  int rotations;

  private final Clock clock;
  private final Duration lifetime;
  private final Set<String> answered = new HashSet<>();
  private int made;
  private String access;
  private String refresh;
  private Instant expiresAt;
  private Instant lastLogin = Instant.MIN;
  private String code;

  MemoryGateway(Clock clock, Duration lifetime) {
    this.clock = clock;
    this.lifetime = lifetime;
  }

  /** The pair that Download Token gives. */
  TokenPair download() {
    issue();
    return TokenPair.of(access, refresh, clock.instant(), lifetime, 0);
  }

  void revoke() {
    access = null;
    refresh = null;
  }

  /** The answer to this one was lost on its way. */
  void forgetAnswer(String refreshToken) {
    answered.remove(refreshToken);
  }

  /** The one that it would redeem; null: none. */
  String refreshToken() {
    return refresh;
  }

  boolean accepts(String authorization) {
    return access != null
        && ("Bearer " + access).equals(authorization)
        && clock.instant().isBefore(expiresAt);
  }

  @Override
  public Response post(URI uri, Map<String, String> headers, byte[] body)
      throws TokenExchangeException {
    Fault met = fault.apply(String.valueOf(uri.getQuery()).contains("grant_type=refresh_token"));
    tokenCalls++;
    if (met == Fault.KILLED_BEFORE) {
      throw new Killed();
    } else if (met == Fault.NOT_REACHED) {
      throw new TokenExchangeException(FailureClass.PRE_SEND, "down");
    } else if (met == Fault.THROTTLED) {
      return reply(429, "{\"message\":\"API rate limit exceeded\"}");
    } else if (met == Fault.UNAVAILABLE) {
      return reply(503, "upstream connect error");
    } else if (met == Fault.ERROR) {
      return reply(500, "{\"message\":\"An unexpected error occurred\"}");
    }
    String before = refresh;
    Response reply = reply(uri, new String(body, StandardCharsets.UTF_8), headers);
    boolean rotated = refresh != null && !refresh.equals(before);
    if (met == Fault.KILLED_AFTER) {
      throw new Killed();
    } else if (met == Fault.LOST_REPLY) {
      throw TokenExchangeException.lost(new IOException("lost"));
    } else if (met == Fault.GARBAGE && rotated) {
      return reply(200, "{\"refresh_token\":\"");
    }
    if (rotated) {
      answered.add(before);
    }
    return reply;
  }

  private Response reply(URI uri, String body, Map<String, String> headers) {
    Map<String, String> query = query(uri);
    if (!"id".equals(query.get("client_id"))) {
      return error("Invalid client authentication", "invalid_client");
    }
    return switch (uri.getPath()) {
      case "/oauth2/authorize/central/api/login" -> login(body);
      case "/oauth2/authorize/central/api" -> code(body, headers);
      default -> token(query);
    };
  }

  private Response login(String body) {
    if (clock.instant().isBefore(lastLogin.plus(LOGIN_LIMIT))) {
      earlyLogins++;
      return reply(429, "{\"message\":\"API rate limit exceeded\"}");
    }
    if (!body.contains("\"password\":\"password\"")) {
      return reply(401, "{\"message\":\"Invalid username or password\"}");
    }
    lastLogin = clock.instant();
    logins++;
    return new Response(
        200,
        "{\"status\": true}".getBytes(StandardCharsets.UTF_8),
        Map.of("Set-Cookie", List.of("csrftoken=c" + made + "; Path=/", "session=s" + made)));
  }

  private Response code(String body, Map<String, String> headers) {
    if (!("session=s" + made).equals(headers.get("Cookie"))
        || !("c" + made).equals(headers.get("X-CSRF-TOKEN"))) {
      return reply(401, "{\"message\":\"Unauthorized\"}");
    }
    if (!body.equals("{\"customer_id\":\"customer\"}")) {
      return reply(400, "{\"message\":\"Invalid customer_id\"}");
    }
    code = "code" + made;
    return reply(200, "{\"auth_code\":\"" + code + "\"}");
  }

  private Response token(Map<String, String> query) {
    if (!"secret".equals(query.get("client_secret"))) {
      return error("Invalid client authentication", "invalid_client");
    }
    if (query.get("grant_type").equals("authorization_code")) {
      boolean good = code != null && code.equals(query.get("code"));
      code = good ? null : code;
      return good ? issue() : error("Invalid code", "invalid_request");
    }
    String presented = query.get("refresh_token");
    if (answered.contains(presented)) {
      redeemedTwice++;
      redeemedAgain.accept(presented);
    }
    if (refresh == null || !refresh.equals(presented)) {
      return error("Invalid refresh_token", "invalid_request");
    }
    rotations++;
    return issue();
  }

  private Response issue() {
    made++;
    access = "access-" + made;
    refresh = "refresh-" + made;
    expiresAt = clock.instant().plus(lifetime);
    return reply(
        200,
        "{\"refresh_token\":\""
            + refresh
            + "\",\"token_type\":\"bearer\",\"access_token\":\""
            + access
            + "\",\"expires_in\":"
            + lifetime.toSeconds()
            + "}");
  }

  private static Response error(String description, String error) {
    return reply(
        400, "{\"error_description\":\"" + description + "\",\"error\":\"" + error + "\"}");
  }

  private static Response reply(int status, String body) {
    return new Response(status, body.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new HashMap<>();
    for (String pair : uri.getRawQuery().split("&")) {
      int equals = pair.indexOf('=');
      query.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return query;
  }
}

package io.centraltoken.agent.token;

import io.centraltoken.agent.token.TokenExchangeException.FailureClass;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A pair from user name and password, in three calls (HPE, "OAuth APIs"): log in, fetch a code with
 * the session's cookies, redeem the code. The gateway lets one client log in once in 30 minutes;
 * the code lives 300 s, so the third call alone is repeated when it fails. A login that was refused
 * is not repeated, lest the account be locked. Called by the token thread only.
 */
final class LoginGrant implements NewPairGrant {
  /** The gateway's limit, and a little for its clock. */
  static final Duration LIMIT = Duration.ofMinutes(30).plusSeconds(5);

  private static final Duration CODE_LIFETIME = Duration.ofSeconds(280);
  private static final String PATH = "/oauth2/authorize/central/api";

  private final URI gateway;
  private final UserCredentials user;
  private final TokenEndpoint endpoint;

  private Instant lastLogin = Instant.EPOCH;
  private boolean refused;
  private String code;
  private Instant codeUntil = Instant.EPOCH;

  LoginGrant(URI gateway, UserCredentials user, TokenEndpoint endpoint) {
    this.gateway = gateway;
    this.user = user;
    this.endpoint = endpoint;
  }

  /** Here and now remembered too, where the store could not take the note. */
  @Override
  public Instant openAt(ExchangeNotes notes) {
    if (refused) {
      return Instant.MAX;
    } else if (hasCode()) {
      return Instant.MIN;
    }
    Instant noted = notes.lastLogin(endpoint.client().id());
    if (noted.isAfter(now())) {
      noted = Instant.EPOCH; // by a clock that was wrong
    }
    return (noted.isAfter(lastLogin) ? noted : lastLogin).plus(LIMIT);
  }

  @Override
  public ExchangeNotes begun(ExchangeNotes notes, Instant now) {
    return hasCode() ? notes : notes.withLogin(endpoint.client().id(), now);
  }

  @Override
  public TokenPair obtain(long generation) throws TokenExchangeException {
    if (!hasCode()) {
      List<String> cookies = logIn();
      code = fetchCode(cookies);
      codeUntil = now().plus(CODE_LIFETIME);
    }
    try {
      TokenPair pair = endpoint.redeemCode(code, generation);
      code = null;
      return pair;
    } catch (TokenExchangeException failure) {
      if (failure.failureClass() == FailureClass.CONFIGURATION) {
        refused = true;
        throw failure;
      }
      if (failure.failureClass() == FailureClass.DEFINITIVE) {
        code = null;
      }
      throw afterLogin(failure);
    }
  }

  /** The gateway has seen the login, whatever became of the later calls. */
  private static TokenExchangeException afterLogin(TokenExchangeException failure) {
    return failure.failureClass() == FailureClass.THROTTLED
        ? failure
        : new TokenExchangeException(FailureClass.AMBIGUOUS, failure.getMessage());
  }

  private Instant now() {
    return endpoint.clock().instant();
  }

  private boolean hasCode() {
    return code != null && now().isBefore(codeUntil);
  }

  private List<String> logIn() throws TokenExchangeException {
    Map<String, String> body = new LinkedHashMap<>();
    body.put("username", user.username());
    body.put("password", user.password());
    Instant before = lastLogin;
    lastLogin = now();
    TokenTransport.Reply reply;
    try {
      reply = post("/login?client_id=" + clientId(), Collections.<String, String>emptyMap(), body);
    } catch (TokenExchangeException failure) {
      if (failure.failureClass() == FailureClass.PRE_SEND) {
        lastLogin = before;
      }
      throw failure;
    }
    require(reply, "the gateway refused the login", "mend central.username or central.password");
    return reply.cookies;
  }

  private String fetchCode(List<String> cookies) throws TokenExchangeException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-CSRF-TOKEN", value(cookies, "csrftoken"));
    headers.put("Cookie", "session=" + value(cookies, "session"));
    TokenTransport.Reply reply;
    try {
      reply =
          post(
              "?client_id=" + clientId() + "&response_type=code&scope=all",
              headers,
              Collections.singletonMap("customer_id", user.customerId()));
    } catch (TokenExchangeException failure) {
      throw afterLogin(failure);
    }
    require(reply, "the gateway gave no code for this customer", "mend central.customer.id");
    String received = ReplyMembers.of(reply).authCode;
    if (received == null) {
      throw new TokenExchangeException(FailureClass.AMBIGUOUS, "the gateway gave no code");
    }
    return received;
  }

  private void require(TokenTransport.Reply reply, String what, String remedy)
      throws TokenExchangeException {
    if (reply.status == 200) {
      return;
    }
    if (reply.status == 429) {
      throw TokenExchangeException.throttled(reply, now());
    }
    if (reply.status >= 500 || reply.status < 400) {
      throw new TokenExchangeException(
          FailureClass.AMBIGUOUS, "the gateway answered a login with " + reply.status);
    }
    refused = true;
    throw TokenExchangeException.misconfigured(
        what + " (" + reply.status + ")", remedy + " and restart, or " + TokenRefresher.DOWNLOAD);
  }

  private TokenTransport.Reply post(
      String pathAndQuery, Map<String, String> headers, Map<String, String> body)
      throws TokenExchangeException {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("Content-Type", ParameterPlacement.JSON.contentType);
    return endpoint
        .transport()
        .post(gateway.resolve(PATH + pathAndQuery), all, ParameterPlacement.JSON.body(body));
  }

  private String clientId() {
    return ParameterPlacement.encode(endpoint.client().id());
  }

  private static String value(List<String> cookies, String name) throws TokenExchangeException {
    for (String cookie : cookies) {
      if (cookie.startsWith(name + "=")) {
        int end = cookie.indexOf(';');
        return cookie.substring(name.length() + 1, end < 0 ? cookie.length() : end).trim();
      }
    }
    throw new TokenExchangeException(
        FailureClass.AMBIGUOUS, "the login was answered without a session");
  }
}

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
 * the code lives 300 s, so the third call alone is repeated when it fails. Called by the token
 * thread only.
 */
final class LoginGrant implements NewPairGrant {
  /** The gateway's limit, and a little for its clock. */
  static final Duration LIMIT = Duration.ofMinutes(30).plusSeconds(5);

  private static final Duration CODE_LIFETIME = Duration.ofSeconds(280);
  private static final String LOGIN = "the gateway refused the login";
  private static final String CODE = "the gateway gave no code for this customer";
  private static final String PATH = "/oauth2/authorize/central/api";

  private final URI gateway;
  private final UserCredentials user;
  private final TokenEndpoint endpoint;

  private final HostTime time;

  private Instant lastLogin = Instant.EPOCH;
  private Instant ownNote;
  private boolean customerRefused;
  private Instant futureNote;
  private Instant futureNoteSeen;
  private String code;
  private Instant codeUntil = Instant.EPOCH;

  /**
   * @param time in which the last login is noted, because siblings read it
   */
  LoginGrant(URI gateway, UserCredentials user, TokenEndpoint endpoint, HostTime time) {
    this.gateway = gateway;
    this.user = user;
    this.endpoint = endpoint;
    this.time = time;
  }

  /** What could not be noted is known here all the same. */
  @Override
  public Instant openAt(ExchangeNotes notes) {
    if (customerRefused || user.password().isRejected()) {
      return Instant.MAX;
    } else if (hasCode()) {
      return Instant.MIN;
    }
    Instant noted = noted(notes.lastLogin(endpoint.client().id()));
    return (noted.isAfter(lastLogin) ? noted : lastLogin).plus(LIMIT);
  }

  /**
   * In the agent's time. One of its own is of a login that is known. A note from the future is by a
   * clock that is or was wrong: it counts as made when it was seen first.
   */
  private Instant noted(Instant byTheHost) {
    if (byTheHost.equals(ownNote)) {
      return lastLogin;
    }
    Instant noted = time.toOwn(byTheHost);
    if (!noted.isAfter(now())) {
      return noted;
    }
    if (!byTheHost.equals(futureNote)) {
      futureNote = byTheHost;
      futureNoteSeen = now();
    }
    return futureNoteSeen;
  }

  @Override
  public boolean isCorrected() {
    return user.password().isCorrected();
  }

  @Override
  public ExchangeNotes begun(ExchangeNotes notes, Instant now) {
    if (hasCode()) {
      return notes;
    }
    String client = endpoint.client().id();
    ExchangeNotes begun = notes.withLogin(client, now);
    ownNote = begun.lastLogin(client);
    return begun;
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
        throw failure; // of the client: the code stays good for another try
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
    body.put("password", user.password().value());
    Instant before = lastLogin;
    lastLogin = now();
    TokenTransport.Reply reply;
    try {
      reply = post("/login?client_id=" + clientId(), Collections.<String, String>emptyMap(), body);
    } catch (TokenExchangeException failure) {
      if (failure.failureClass() != FailureClass.AMBIGUOUS) { // the gateway has seen nothing
        lastLogin = before;
      }
      throw failure;
    }
    require(reply, LOGIN);
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
    require(reply, CODE);
    String received = ReplyMembers.of(reply).authCode;
    if (received == null) {
      throw new TokenExchangeException(FailureClass.AMBIGUOUS, "the gateway gave no code");
    }
    return received;
  }

  /**
   * A login that was refused is not repeated before the password changes or the JVM starts anew,
   * lest the account be locked. HPE's login says so with a 200, too.
   */
  private void require(TokenTransport.Reply reply, String step) throws TokenExchangeException {
    ReplyMembers members = ReplyMembers.of(reply);
    boolean refused = members.statusIsFalse || isRefusal(reply.status, members);
    if (reply.status == 200 && !refused) {
      return;
    }
    if ("invalid_client".equals(members.error)) {
      endpoint.client().secret().reject();
      throw Rejections.client(reply.status);
    }
    if (reply.status == 407) {
      throw new TokenExchangeException(
          FailureClass.PRE_SEND, "the proxy before the gateway demands a password (407)");
    }
    if (reply.status == 429) {
      throw TokenExchangeException.throttled(reply, now());
    }
    if (!refused) {
      throw new TokenExchangeException(
          FailureClass.AMBIGUOUS, "the gateway answered a login with " + reply.status);
    }
    boolean login = step.equals(LOGIN);
    if (login) {
      user.password().reject();
    } else {
      customerRefused = true;
    }
    throw TokenExchangeException.misconfigured(
        step + " (" + reply.status + ")",
        (login
                ? "correct central.username or central.password and restart, or correct central.password.file"
                : "correct central.customer.id and restart")
            + ", or "
            + TokenRefresher.DOWNLOAD);
  }

  /** What a firewall or a proxy says in HTML is not the gateway's word. */
  private static boolean isRefusal(int status, ReplyMembers members) {
    return status == 400 || status == 401 || (status == 403 && members.isObject);
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

package io.centraltoken.agent.oauth;

import io.centraltoken.agent.message.Remedies;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a user gets a pair, in three calls (HPE, "OAuth APIs"): log in, fetch a code with the cookies
 * of the session, redeem the code at the {@link TokenEndpoint}. Remembers what the gateway has
 * rejected: the same is not sent again, lest the account be locked. Called by the token thread
 * only.
 */
public final class LoginEndpoint {
  private static final String PATH = "/oauth2/authorize/central/api";

  private final URI gateway;
  private final UserCredentials user;
  private final TokenEndpoint endpoint;

  private Instant lastLogin = Instant.EPOCH;
  private boolean customerRejected;

  /**
   * @param endpoint the login is for its client, and goes its way
   */
  public LoginEndpoint(URI gateway, UserCredentials user, TokenEndpoint endpoint) {
    this.gateway = gateway;
    this.user = user;
    this.endpoint = endpoint;
  }

  /** The gateway counts the logins of each client. */
  public String clientId() {
    return endpoint.client().id();
  }

  /** Whether what is configured now is what the gateway has rejected. */
  public boolean isRejected() {
    return customerRejected || user.password().isRejected();
  }

  /** Whether the password has been replaced since it was rejected. */
  public boolean isCorrected() {
    return user.password().isCorrected();
  }

  /** When this JVM last sent a login that the gateway may have seen; EPOCH: never. */
  public Instant lastLogin() {
    return lastLogin;
  }

  /**
   * @return the session's cookies
   */
  public List<String> logIn() throws TokenExchangeException {
    Map<String, String> body = new LinkedHashMap<>();
    body.put("username", user.username());
    body.put("password", user.password().value());
    Instant before = lastLogin;
    lastLogin = endpoint.clock().instant();
    TokenTransport.Response response;
    try {
      response = post("/login", "", Collections.<String, String>emptyMap(), body);
    } catch (TokenExchangeException failure) {
      if (failure.failureClass() != FailureClass.AMBIGUOUS) { // the gateway has seen nothing
        lastLogin = before;
      }
      throw failure;
    }
    if (isRejected(response)) {
      user.password().reject();
      throw rejected(
          "the gateway rejected the login",
          response,
          "correct central.username or central.password and restart, or correct central.password.file");
    }
    return response.cookies;
  }

  /**
   * @param cookies of the session
   */
  public String fetchCode(List<String> cookies) throws TokenExchangeException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-CSRF-TOKEN", value(cookies, "csrftoken"));
    headers.put("Cookie", "session=" + value(cookies, "session"));
    TokenTransport.Response response;
    try {
      response =
          post(
              "",
              "&response_type=code&scope=all",
              headers,
              Collections.singletonMap("customer_id", user.customerId()));
    } catch (TokenExchangeException failure) {
      throw afterLogin(failure);
    }
    if (isRejected(response)) {
      customerRejected = true;
      throw rejected(
          "the gateway gave no code for this customer",
          response,
          "correct central.customer.id and restart");
    }
    String code = TokenResponse.of(response).authCode;
    if (code == null) {
      throw new TokenExchangeException(FailureClass.AMBIGUOUS, "the gateway gave no code");
    }
    return code;
  }

  /**
   * Redeems the code, which stays good for another try unless the failure is DEFINITIVE.
   *
   * @param generation of the pair
   */
  public TokenPair redeem(String code, long generation) throws TokenExchangeException {
    try {
      return endpoint.redeemCode(code, generation);
    } catch (TokenExchangeException failure) {
      switch (failure.failureClass()) {
        case CONFIGURATION: // of the client
        case DEFINITIVE:
          throw failure;
        default:
          throw afterLogin(failure);
      }
    }
  }

  /** The gateway has seen the login, whatever became of a later call. */
  private static TokenExchangeException afterLogin(TokenExchangeException failure) {
    return failure.failureClass() == FailureClass.THROTTLED
        ? failure
        : new TokenExchangeException(FailureClass.AMBIGUOUS, failure.getMessage());
  }

  /**
   * False for a 200; HPE's login rejects with one, too.
   *
   * @throws TokenExchangeException for a response that says nothing about user and customer
   */
  private boolean isRejected(TokenTransport.Response response) throws TokenExchangeException {
    TokenResponse members = TokenResponse.of(response);
    boolean rejected = members.statusIsFalse || isRejection(response.status, members);
    if (response.status == 200 && !rejected) {
      return false;
    }
    if ("invalid_client".equals(members.error)) {
      endpoint.client().secret().reject();
      throw ErrorResponses.client(response.status);
    }
    if (response.status == 407) {
      throw new TokenExchangeException(
          FailureClass.PRE_SEND, "the proxy before the gateway demands a password (407)");
    }
    if (response.status == 429) {
      throw TokenExchangeException.throttled(
          response.status, RetryAfter.parse(response.retryAfter, endpoint.clock().instant()));
    }
    if (!rejected) {
      throw new TokenExchangeException(
          FailureClass.AMBIGUOUS, "the gateway answered a login with " + response.status);
    }
    return true;
  }

  /** What a firewall or a proxy says in HTML is not the gateway's word. */
  private static boolean isRejection(int status, TokenResponse members) {
    return status == 400 || status == 401 || (status == 403 && members.isObject);
  }

  private static TokenExchangeException rejected(
      String what, TokenTransport.Response response, String remedy) {
    return TokenExchangeException.misconfigured(
        what + " (" + response.status + ")", remedy + ", or " + Remedies.DOWNLOAD);
  }

  private TokenTransport.Response post(
      String path, String query, Map<String, String> headers, Map<String, String> body)
      throws TokenExchangeException {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("Content-Type", ParameterPlacement.JSON.contentType);
    String client = "?client_id=" + ParameterPlacement.encode(endpoint.client().id());
    return endpoint
        .transport()
        .post(
            gateway.resolve(PATH + path + client + query), all, ParameterPlacement.JSON.body(body));
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

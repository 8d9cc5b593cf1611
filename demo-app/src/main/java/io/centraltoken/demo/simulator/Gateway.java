package io.centraltoken.demo.simulator;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The gateway's behaviour behind WireMock's server: Kong's oauth2 plugin in front of a few API
 * calls, and the switches of the simulator. Called by the server's threads.
 */
final class Gateway implements ResponseDefinitionTransformerV2 {
  private static final int REMEMBERED = 200_000;
  private static final String LOGIN = "/oauth2/authorize/central/api/login";
  private static final String CODE = "/oauth2/authorize/central/api";
  private static final String REDIRECT = "/simulator/redirect";

  private final TokenAuthority authority;
  private final LoginEndpoint login;
  private final TokenEndpoint tokenEndpoint;
  private final Faults faults;
  private final Switches switches;
  private volatile Dialect dialect = Dialect.CLASSIC;
  private final AtomicInteger turn = new AtomicInteger();
  private final Deque<ReceivedRequest> received = new ArrayDeque<>();

  Gateway(Clock clock, TokenAuthority authority, TokenEndpoint.Client client, Faults faults) {
    this.authority = authority;
    this.login = new LoginEndpoint(clock, client.id());
    this.tokenEndpoint = new TokenEndpoint(authority, login, client, faults);
    this.faults = faults;
    this.switches = new Switches(faults, authority);
  }

  @Override
  public String getName() {
    return "gateway";
  }

  @Override
  public boolean applyGlobally() {
    return true;
  }

  @Override
  public ResponseDefinition transform(ServeEvent event) {
    Request request = event.getRequest();
    Instant now = Instant.now();
    URI url = URI.create(request.getUrl());
    String path = url.getPath();
    List<String> authorizations = values(request, "Authorization");
    ResponseDefinition definition =
        reply(request, path, authorizations)
            .withHeader("X-RateLimit-Remaining-day", String.valueOf(faults.callsLeft()))
            .build();
    remember(
        new ReceivedRequest(
            now,
            request.getProtocol(),
            request.getMethod().getName(),
            path,
            url.getRawQuery(),
            authorizations,
            values(request, "Cookie"),
            request.getBody().length,
            definition.getStatus(),
            sinceDeath(authorizations, now)));
    return definition;
  }

  void speak(Dialect spoken) {
    dialect = spoken;
  }

  List<ReceivedRequest> received() {
    synchronized (received) {
      return new ArrayList<>(received);
    }
  }

  /**
   * Every refresh token that was presented, in order; a value that stands here twice was used
   * twice.
   */
  List<String> presentedRefreshTokens() {
    return tokenEndpoint.presentedRefreshTokens();
  }

  private ResponseDefinitionBuilder reply(
      Request request, String path, List<String> authorizations) {
    boolean post = request.getMethod().getName().equals("POST");
    if (dialect.isTokenRequest(path)) {
      return tokenEndpoint.reply(request, dialect);
    } else if (path.equals(LOGIN) && post) {
      return login.login(request);
    } else if (path.equals(CODE) && post) {
      return login.code(request);
    } else if (path.startsWith("/simulator/") && post && !path.equals(REDIRECT)) {
      return switches.reply(request, path);
    } else if (path.equals("/open/redirect")) {
      return redirect(request, "");
    }
    return api(request, path, authorizations);
  }

  /** An access_token in the query comes before the header (Kong 0.14.1), and into a redirect. */
  private ResponseDefinitionBuilder api(Request request, String path, List<String> authorizations) {
    if (faults.nextApiIsThrottled()) {
      return KongReplies.rateLimited();
    }
    boolean inQuery = request.queryParameter("access_token").isPresent();
    if (!inQuery && authorizations.isEmpty()) {
      return dialect.missingToken();
    }
    String token =
        inQuery
            ? request.queryParameter("access_token").firstValue()
            : bearer(authorizations.get(0));
    Duration lag = turn.incrementAndGet() % 2 == 0 ? faults.nodeLag() : Duration.ZERO;
    if (!authority.accepts(token, lag) || faults.rejects(path)) {
      return dialect.invalidToken(faults.offers());
    }
    if (path.equals(REDIRECT) && request.queryParameter("to").isPresent()) {
      return redirect(request, inQuery ? "?access_token=" + token : "");
    }
    if (path.startsWith("/any/")) {
      return KongReplies.json(200, "{}");
    }
    if (path.startsWith("/forbidden/")) {
      return dialect.forbidden(path.startsWith("/forbidden/401/") ? 401 : 403);
    }
    return CentralApi.reply(request.getMethod().getName(), path);
  }

  private static ResponseDefinitionBuilder redirect(Request request, String more) {
    int status =
        request.queryParameter("status").isPresent()
            ? Integer.parseInt(request.queryParameter("status").firstValue())
            : 302;
    return KongReplies.redirect(status, request.queryParameter("to").firstValue() + more);
  }

  private Duration sinceDeath(List<String> authorizations, Instant now) {
    Instant died =
        authorizations.isEmpty() ? null : authority.diedAt(bearer(authorizations.get(0)));
    if (died == null) {
      return null;
    }
    Duration since = Duration.between(died, now);
    return since.isNegative() ? Duration.ZERO : since; // it died between arrival and judgement
  }

  private static List<String> values(Request request, String header) {
    return request.containsHeader(header) ? request.header(header).values() : List.of();
  }

  private static String bearer(String authorization) {
    return authorization.regionMatches(true, 0, "Bearer ", 0, 7) ? authorization.substring(7) : "";
  }

  private void remember(ReceivedRequest request) {
    synchronized (received) {
      if (received.size() == REMEMBERED) {
        received.removeFirst();
      }
      received.addLast(request);
    }
  }
}

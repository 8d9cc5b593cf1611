package io.centraltoken.demo.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The gateway's behaviour behind WireMock's server: Kong's oauth2 plugin in front of a few API
 * calls. Called by the server's threads.
 */
final class Gateway implements ResponseDefinitionTransformerV2 {
  private static final int REMEMBERED = 100_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TokenAuthority authority;
  private final Client client;
  private final Deque<ReceivedRequest> received = new ArrayDeque<>();
  private final List<String> presentedRefreshTokens = new ArrayList<>();

  Gateway(TokenAuthority authority, Client client) {
    this.authority = authority;
    this.client = client;
  }

  /** Credentials of the one client that the gateway knows. */
  record Client(String id, String secret) {
    @Override
    public String toString() {
      return "Client[" + id + "]";
    }
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
    String path = URI.create(request.getUrl()).getPath();
    List<String> authorizations = values(request, "Authorization");
    ResponseDefinitionBuilder reply =
        path.equals("/oauth2/token") ? token(request) : api(request, path, authorizations);
    ResponseDefinition definition = reply.build();
    remember(
        new ReceivedRequest(
            now,
            request.getProtocol(),
            request.getMethod().getName(),
            path,
            request.getUrl().indexOf('?') >= 0,
            authorizations,
            values(request, "Cookie"),
            definition.getStatus(),
            sinceDeath(authorizations, now)));
    return definition;
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
    synchronized (presentedRefreshTokens) {
      return new ArrayList<>(presentedRefreshTokens);
    }
  }

  private ResponseDefinitionBuilder token(Request request) {
    if (!request.getMethod().getName().equals("POST")) {
      return KongReplies.notFound();
    }
    Map<String, String> parameters = parameters(request);
    if (!client.id().equals(parameters.get("client_id"))
        || !client.secret().equals(parameters.get("client_secret"))) {
      return KongReplies.invalidClient();
    }
    if (!"refresh_token".equals(parameters.get("grant_type"))) {
      return KongReplies.unsupportedGrant();
    }
    String refreshToken = parameters.getOrDefault("refresh_token", "");
    synchronized (presentedRefreshTokens) {
      presentedRefreshTokens.add(refreshToken);
    }
    TokenPair pair = authority.redeem(refreshToken);
    return pair == null ? KongReplies.invalidRefreshToken() : KongReplies.pair(pair);
  }

  private ResponseDefinitionBuilder api(Request request, String path, List<String> authorizations) {
    if (authorizations.isEmpty()) {
      return KongReplies.missingToken();
    }
    if (!authority.accepts(bearer(authorizations.get(0)))) {
      return KongReplies.invalidToken();
    }
    if (path.equals("/simulator/redirect") && request.queryParameter("to").isPresent()) {
      return KongReplies.redirect(request.queryParameter("to").firstValue());
    }
    return CentralApi.reply(path);
  }

  private Duration sinceDeath(List<String> authorizations, Instant now) {
    Instant died =
        authorizations.isEmpty() ? null : authority.diedAt(bearer(authorizations.get(0)));
    return died == null ? null : Duration.between(died, now);
  }

  private static List<String> values(Request request, String header) {
    return request.containsHeader(header) ? request.header(header).values() : List.of();
  }

  private static String bearer(String authorization) {
    return authorization.regionMatches(true, 0, "Bearer ", 0, 7) ? authorization.substring(7) : "";
  }

  /** From the query, a form body or a JSON body alike; a value of the body wins. */
  private static Map<String, String> parameters(Request request) {
    Map<String, String> parameters = new HashMap<>();
    addForm(parameters, URI.create(request.getUrl()).getRawQuery());
    String body = request.getBodyAsString();
    if (body != null && body.startsWith("{")) {
      try {
        JsonNode object = JSON.readTree(body);
        object
            .fieldNames()
            .forEachRemaining(name -> parameters.put(name, object.get(name).asText()));
      } catch (JsonProcessingException malformed) {
        parameters.clear();
      }
    } else {
      addForm(parameters, body);
    }
    return parameters;
  }

  private static void addForm(Map<String, String> parameters, String form) {
    if (form == null || form.isEmpty()) {
      return;
    }
    for (String pair : form.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(
            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
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

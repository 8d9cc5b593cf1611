package io.centraltoken.demo.simulator;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import io.centraltoken.demo.simulator.Faults.TokenFault;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code /oauth2/token} as Kong 0.14.1 answers it, with the faults that were switched on. Called by
 * the server's threads.
 */
final class TokenEndpoint {
  private final TokenAuthority authority;
  private final LoginEndpoint login;
  private final Client client;
  private final Faults faults;
  private final List<String> presentedRefreshTokens = new ArrayList<>();

  TokenEndpoint(TokenAuthority authority, LoginEndpoint login, Client client, Faults faults) {
    this.authority = authority;
    this.login = login;
    this.client = client;
    this.faults = faults;
  }

  /** Credentials of the one client that the gateway knows. */
  record Client(String id, String secret) {
    @Override
    public String toString() {
      return "Client[" + id + "]";
    }
  }

  List<String> presentedRefreshTokens() {
    synchronized (presentedRefreshTokens) {
      return new ArrayList<>(presentedRefreshTokens);
    }
  }

  ResponseDefinitionBuilder reply(Request request, Dialect dialect) {
    if (!request.getMethod().getName().equals("POST")) {
      return KongReplies.notFound();
    }
    TokenFault fault = faults.nextToken();
    if (fault == TokenFault.ERROR) {
      return KongReplies.unexpected();
    } else if (fault == TokenFault.UNAVAILABLE) {
      return KongReplies.unavailable().withFixedDelay((int) faults.delay().toMillis());
    } else if (fault == TokenFault.THROTTLED) {
      return KongReplies.rateLimited();
    }
    return spoilt(fault, exchange(Parameters.of(request), dialect));
  }

  private ResponseDefinitionBuilder exchange(Parameters parameters, Dialect dialect) {
    if (!client.id().equals(parameters.get("client_id"))
        || !client.secret().equals(parameters.get("client_secret"))) {
      return KongReplies.invalidClient();
    }
    if (!dialect.hasGrant(parameters.get("grant_type"))) {
      return KongReplies.unsupportedGrant();
    }
    return switch (parameters.get("grant_type")) {
      case "refresh_token" -> refresh(parameters.get("refresh_token"));
      case "authorization_code" ->
          login.redeem(parameters.get("code"))
              ? KongReplies.pair(authority.issue())
              : KongReplies.invalidCode();
      case "client_credentials" -> KongReplies.accessToken(authority.issueAlone());
      default -> KongReplies.unsupportedGrant();
    };
  }

  private ResponseDefinitionBuilder refresh(String refreshToken) {
    synchronized (presentedRefreshTokens) {
      presentedRefreshTokens.add(refreshToken);
    }
    TokenPair pair = authority.redeem(refreshToken);
    return pair == null ? KongReplies.invalidRefreshToken() : KongReplies.pair(pair);
  }

  /** The work was done; what is wrong is the way back. */
  private ResponseDefinitionBuilder spoilt(TokenFault fault, ResponseDefinitionBuilder reply) {
    if (fault == TokenFault.LOST_REPLY) {
      return reply.withFault(Fault.EMPTY_RESPONSE);
    } else if (fault == TokenFault.GARBAGE) {
      return KongReplies.json(200, "{\"refresh_token\":\"");
    } else if (fault == TokenFault.SLOW) {
      return reply.withFixedDelay((int) faults.delay().toMillis());
    }
    return reply;
  }
}

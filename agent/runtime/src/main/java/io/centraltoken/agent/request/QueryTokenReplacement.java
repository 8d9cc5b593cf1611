package io.centraltoken.agent.request;

import io.centraltoken.agent.oauth.ParameterPlacement;
import io.centraltoken.agent.token.TokenState;
import java.util.function.UnaryOperator;

/**
 * Puts the agent's token where a request to the gateway has another one in its query, on the wire
 * only. A server that sends the client on may repeat the query: elsewhere the agent's is taken out.
 */
public final class QueryTokenReplacement {
  private static final String BEARER = "Bearer ";

  private final TokenState tokens;

  QueryTokenReplacement(TokenState tokens) {
    this.tokens = tokens;
  }

  /** Whether there is a query: false is fast, and nearly always right. */
  static boolean mayConcern(String target) {
    return target.indexOf('?') >= 0;
  }

  /**
   * @param target a request line, or the target in it
   * @param authorization what the hop carries; null, or not the agent's: the query stays the
   *     program's, save a token of the agent's
   */
  public String replaced(String target, String authorization) {
    if (!mayConcern(target)) {
      return target;
    }
    UnaryOperator<String> change = this::withoutOurs;
    if (tokens.isIssued(authorization)) {
      String ours = ParameterPlacement.encode(authorization.substring(BEARER.length()));
      change = old -> ours;
    }
    return AccessTokenParameter.changed(target, change);
  }

  private String withoutOurs(String value) {
    return tokens.isIssued(BEARER + AccessTokenParameter.decoded(value)) ? "" : value;
  }
}

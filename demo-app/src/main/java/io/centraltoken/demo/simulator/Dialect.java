package io.centraltoken.demo.simulator;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.util.Locale;

/** Which of HPE's two gateways is imitated. */
public enum Dialect {
  /** Kong before Central as it was: pairs, single-use refresh tokens, challenges. */
  CLASSIC,

  /**
   * HPE GreenLake: tokens of client credentials, rejected with neither challenge nor Kong's words.
   */
  NEW_CENTRAL;

  private static final String ISSUER = "/as/token.oauth2";
  private static final String WORKSPACE_ISSUER = "/authorization/v2/oauth2/[^/]+/token";

  /** As it is written on the command line. */
  String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws IllegalArgumentException with a message for the user
   */
  static Dialect of(String option) {
    for (Dialect dialect : values()) {
      if (dialect.option().equals(option)) {
        return dialect;
      }
    }
    throw new IllegalArgumentException("--dialect must be classic or new-central, not " + option);
  }

  boolean isTokenRequest(String path) {
    return this == CLASSIC
        ? path.equals("/oauth2/token")
        : path.equals(ISSUER) || path.matches(WORKSPACE_ISSUER);
  }

  /** Whether a grant that the endpoint knows is one of this dialect. */
  boolean hasGrant(String grant) {
    return this == CLASSIC || "client_credentials".equals(grant);
  }

  ResponseDefinitionBuilder missingToken() {
    return this == CLASSIC ? KongReplies.missingToken() : GreenLakeReplies.unauthorized();
  }

  /**
   * @param offers more challenges, which a proxy before the classic gateway may add
   */
  ResponseDefinitionBuilder invalidToken(String... offers) {
    return this == CLASSIC ? KongReplies.invalidToken(offers) : GreenLakeReplies.unauthorized();
  }

  /**
   * @param status of the classic gateway
   */
  ResponseDefinitionBuilder forbidden(int status) {
    return this == CLASSIC ? KongReplies.forbidden(status) : GreenLakeReplies.forbidden();
  }
}

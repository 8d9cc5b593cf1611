package io.centraltoken.demo.simulator;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.util.Arrays;

/**
 * The gateway's replies, byte for byte as Kong 0.14.1's oauth2 plugin sends them: clients match
 * these strings.
 */
final class KongReplies {
  private KongReplies() {}

  static ResponseDefinitionBuilder pair(TokenPair pair) {
    return json(
        200,
        "{\"refresh_token\":\""
            + pair.refreshToken()
            + "\",\"token_type\":\"bearer\",\"access_token\":\""
            + pair.accessToken()
            + "\",\"expires_in\":"
            + pair.lifetime().toSeconds()
            + "}");
  }

  /** Of the client credentials grant. */
  static ResponseDefinitionBuilder accessToken(TokenPair alone) {
    return json(
        200,
        "{\"access_token\":\""
            + alone.accessToken()
            + "\",\"token_type\":\"Bearer\",\"expires_in\":"
            + alone.lifetime().toSeconds()
            + "}");
  }

  static ResponseDefinitionBuilder missingToken() {
    return error(401, "The access token is missing", "invalid_request")
        .withHeader("WWW-Authenticate", "Bearer realm=\"service\"");
  }

  /**
   * @param offers more challenges, which a proxy before the gateway may add
   */
  static ResponseDefinitionBuilder invalidToken(String... offers) {
    String description = "The access token is invalid or has expired";
    String challenge =
        "Bearer realm=\"service\" error=\"invalid_token\" error_description=\""
            + description
            + "\"";
    String[] challenges = Arrays.copyOf(offers, offers.length + 1);
    challenges[offers.length] = challenge;
    ResponseDefinitionBuilder reply = error(401, description, "invalid_token");
    return reply.withHeader("WWW-Authenticate", challenges);
  }

  /** Not {@code invalid_grant}, which RFC 6749 section 5.2 asks for. */
  static ResponseDefinitionBuilder invalidRefreshToken() {
    return error(400, "Invalid refresh_token", "invalid_request");
  }

  static ResponseDefinitionBuilder invalidClient() {
    return error(400, "Invalid client authentication", "invalid_client");
  }

  static ResponseDefinitionBuilder invalidCode() {
    return error(400, "Invalid code", "invalid_request");
  }

  static ResponseDefinitionBuilder rateLimited() {
    return json(429, "{\"message\":\"API rate limit exceeded\"}");
  }

  static ResponseDefinitionBuilder unexpected() {
    return json(500, "{\"message\":\"An unexpected error occurred\"}");
  }

  static ResponseDefinitionBuilder unavailable() {
    return json(503, "")
        .withHeader("Content-Type", "text/plain")
        .withBody(
            "upstream connect error or disconnect/reset before headers. reset reason: connection termination");
  }

  static ResponseDefinitionBuilder unsupportedGrant() {
    return error(400, "Invalid grant_type", "unsupported_grant_type");
  }

  /** For want of a permission: the token is good. */
  static ResponseDefinitionBuilder forbidden(int status) {
    return json(status, "{\"description\":\"Access denied\",\"error_code\":\"0005\"}");
  }

  static ResponseDefinitionBuilder notFound() {
    return json(404, "{\"message\":\"no Route matched with those values\"}");
  }

  static ResponseDefinitionBuilder redirect(int status, String location) {
    return aResponse().withStatus(status).withHeader("Location", location);
  }

  static ResponseDefinitionBuilder json(int status, String body) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/json; charset=utf-8")
        .withHeader("X-RateLimit-Limit-day", "5000")
        .withHeader("X-RateLimit-Limit-second", "7")
        .withHeader("X-RateLimit-Remaining-second", "6")
        .withHeader("Via", "kong/0.14.1")
        .withBody(body);
  }

  private static ResponseDefinitionBuilder error(int status, String description, String error) {
    return json(
        status, "{\"error_description\":\"" + description + "\",\"error\":\"" + error + "\"}");
  }
}

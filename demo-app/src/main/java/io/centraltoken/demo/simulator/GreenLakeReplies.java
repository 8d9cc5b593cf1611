package io.centraltoken.demo.simulator;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;

/** What New Central answers (HPE GreenLake developer portal, "API error responses"). */
final class GreenLakeReplies {
  private GreenLakeReplies() {}

  /** For a missing token and for a bad one; there is no WWW-Authenticate. */
  static ResponseDefinitionBuilder unauthorized() {
    return error(401, "HPE_GL_ERROR_UNAUTHORIZED", "Unauthorized");
  }

  /** For want of a permission: the token is good. */
  static ResponseDefinitionBuilder forbidden() {
    return error(403, "HPE_GL_ERROR_FORBIDDEN", "Forbidden");
  }

  private static ResponseDefinitionBuilder error(int status, String code, String message) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/json")
        .withHeader("X-RateLimit-Limit", "5000")
        .withHeader("X-RateLimit-Remaining", "4999")
        .withHeader("X-RateLimit-Reset", "60")
        .withBody(
            String.format(
                "{\"httpStatusCode\":%d,\"errorCode\":\"%s\",\"message\":\"%s\",\"debugId\":\"0\"}",
                status, code, message));
  }
}

package io.centraltoken.agent.cli;

import io.centraltoken.agent.token.StoreReport;
import io.centraltoken.agent.token.TokenStatus;

/**
 * The text format of Prometheus, version 0.0.4, as the textfile collector of its node exporter
 * reads it.
 */
final class PrometheusStatus implements StatusFormat {
  @Override
  public String render(StoreReport report, String store) {
    StringBuilder text = new StringBuilder();
    head(text, "state", "The state of the token; exactly one is 1.");
    for (TokenStatus status : TokenStatus.values()) {
      text.append("central_token_state{state=\"")
          .append(status)
          .append("\"} ")
          .append(status == report.status() ? 1 : 0)
          .append('\n');
    }
    gauge(
        text,
        "access_token_seconds_left",
        "Until the access token expires.",
        report.accessTokenLeft().getSeconds());
    gauge(
        text,
        "refresh_token_seconds_left",
        "Until the refresh token expires.",
        report.refreshTokenLeft().getSeconds());
    gauge(
        text,
        "generation",
        "Exchanges since the token was downloaded.",
        report.pair() == null ? 0 : report.pair().generation());
    return text.toString();
  }

  @Override
  public int exitCode(TokenStatus status) {
    return Command.FINE; // the state is in the text, and a collector takes no other code
  }

  private static void gauge(StringBuilder text, String name, String help, long value) {
    head(text, name, help);
    text.append("central_token_").append(name).append(' ').append(value).append('\n');
  }

  private static void head(StringBuilder text, String name, String help) {
    text.append("# HELP central_token_").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE central_token_").append(name).append(" gauge\n");
  }
}

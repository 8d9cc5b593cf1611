package io.centraltoken.agent.cli;

import io.centraltoken.agent.token.StoreReport;
import io.centraltoken.agent.token.TokenStatus;

/**
 * One line with performance data, and the exit codes of a plugin: 0 OK, 1 WARNING, 2 CRITICAL
 * (Monitoring Plugins Development Guidelines).
 */
final class NagiosStatus implements StatusFormat {
  private static final String[] LEVELS = {"OK", "WARNING", "CRITICAL"};

  @Override
  public String render(StoreReport report, String store) {
    long access = report.accessTokenLeft().getSeconds();
    long refresh = report.refreshTokenLeft().getSeconds();
    String what =
        report.pair() == null
            ? report.problem().getMessage()
            : "access token "
                + Times.of(report.accessTokenLeft())
                + ", refresh token "
                + Times.of(report.refreshTokenLeft());
    return "CENTRAL TOKEN "
        + LEVELS[exitCode(report.status())]
        + " - "
        + report.status()
        + ", "
        + what.replace('|', '/')
        + " | access_token="
        + access
        + "s refresh_token="
        + refresh
        + "s\n";
  }

  @Override
  public int exitCode(TokenStatus status) {
    if (status.isFine()) {
      return 0;
    }
    return status == TokenStatus.RETRYING || status == TokenStatus.UNPERSISTED ? 1 : 2;
  }
}

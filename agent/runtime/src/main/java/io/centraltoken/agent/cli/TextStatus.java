package io.centraltoken.agent.cli;

import io.centraltoken.agent.config.Escapes;
import io.centraltoken.agent.message.Remedies;
import io.centraltoken.agent.oauth.TokenPair;
import io.centraltoken.agent.token.RefreshPolicy;
import io.centraltoken.agent.token.StoreException;
import io.centraltoken.agent.token.StoreReport;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;

/** For a person: one line for each fact, and one that says what to do. */
final class TextStatus implements StatusFormat {
  private static final int INDENT = 17;
  private static final int BAR = 20;

  private final boolean terminal;

  /**
   * @param terminal whether to draw and to colour
   */
  TextStatus(boolean terminal) {
    this.terminal = terminal;
  }

  @Override
  public String render(StoreReport report, String store) throws IOException {
    PrintedText text = new PrintedText();
    PrintStream out = text.out;
    line(out, "State", coloured(report));
    line(out, "Store", store);
    TokenPair pair = report.pair();
    if (pair != null) {
      line(out, "Token", pair.fingerprint() + ", generation " + pair.generation());
      line(out, "Access token", left(report.accessTokenLeft(), pair.lifetime()));
      line(
          out,
          "Refresh token",
          left(report.refreshTokenLeft(), RefreshPolicy.REFRESH_TOKEN_LIFETIME));
    }
    if (report.lastRefreshOutcome() != null) {
      line(out, "Last exchange", lastExchange(report));
    }
    String toDo = toDo(report);
    if (toDo != null) {
      line(out, "To do", toDo);
    }
    return text.text();
  }

  private static void line(PrintStream out, String name, String text) {
    Columns.print(out, name, INDENT, text);
  }

  private String coloured(StoreReport report) {
    String name = report.status().name();
    if (!terminal || System.getenv("NO_COLOR") != null) {
      return name;
    }
    String colour = report.status().isFine() ? "32" : "31";
    return "\u001b[" + colour + "m" + name + "\u001b[0m";
  }

  private String left(Duration left, Duration lifetime) {
    if (left.isZero()) {
      return "expired";
    }
    double share = Math.min(1, (double) left.toMillis() / Math.max(1, lifetime.toMillis()));
    int full = (int) Math.round(share * BAR);
    StringBuilder bar = new StringBuilder("[");
    for (int i = 0; i < BAR; i++) {
      bar.append(i < full ? '#' : '-');
    }
    return (terminal ? bar + "] " : "") + Times.of(left) + " left";
  }

  private static String lastExchange(StoreReport report) {
    String when = report.lastRefreshTime() == null ? "" : report.lastRefreshTime() + " ";
    return Escapes.of(when + report.lastRefreshOutcome());
  }

  /** Null: nothing. */
  private static String toDo(StoreReport report) {
    switch (report.status()) {
      case VALID:
      case REFRESHING:
        return null;
      case RETRYING:
        return "nothing yet: the token is usable, and the agent tries again; its log says why the last refresh failed";
      case EXPIRED:
      case STARTING:
        return "start a JVM with the agent, or run the command refresh; if one runs, its log says why it cannot refresh";
      default:
        return remedy(report.problem());
    }
  }

  /**
   * @param problem null: the pair is there, and the gateway has rejected its refresh token
   */
  private static String remedy(IOException problem) {
    if (problem == null) {
      return "the refresh token is used up or rejected: " + Remedies.DOWNLOAD;
    }
    return problem instanceof StoreException
        ? problem.getMessage() + "; " + ((StoreException) problem).remedy()
        : problem.getMessage();
  }
}

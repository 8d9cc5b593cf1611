package io.centraltoken.agent.cli;

import io.centraltoken.agent.config.SettingException;
import io.centraltoken.agent.config.Settings;
import io.centraltoken.agent.token.StoreReport;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Shows what the store tells about the token; changes nothing and calls nobody. */
final class StatusCommand implements Command {
  private static final Duration WATCH = Duration.ofSeconds(2);

  @Override
  public String name() {
    return "status";
  }

  @Override
  public String summary() {
    return "Show the state of the stored token, and how long it lasts.";
  }

  @Override
  public List<Option> options() {
    return Arrays.asList(
        Option.flag("json", "the same as --format=json"),
        Option.valued("format", "FORMAT", "text (default), json, prometheus or nagios"),
        Option.flag("watch", "show it again every 2 seconds, until it is interrupted"));
  }

  @Override
  public int execute(Invocation invocation) throws UsageException, SettingException, IOException {
    StatusFormat format = format(invocation.arguments);
    Settings settings = invocation.settings();
    Stored store = Stored.of(settings);
    while (true) {
      StoreReport report = store.report();
      invocation.out.print(format.render(report, store.toString()));
      boolean nobodyReads = invocation.out.checkError(); // as behind head, which ends
      if (!invocation.arguments.has("watch") || nobodyReads) {
        return format.exitCode(report.status());
      }
      Pauses.pause(WATCH);
    }
  }

  private static StatusFormat format(Arguments arguments) throws UsageException {
    String name = arguments.has("json") ? "json" : arguments.value("format");
    if (name == null || name.equals("text")) {
      return new TextStatus(Terminals.isOutputShown());
    }
    switch (name) {
      case "json":
        return new JsonStatus();
      case "prometheus":
        return new PrometheusStatus();
      case "nagios":
        return new NagiosStatus();
      default:
        throw new UsageException(
            "there is no format '" + name + "'; write text, json, prometheus or nagios");
    }
  }
}

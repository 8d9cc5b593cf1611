package io.centraltoken.agent.cli;

import io.centraltoken.agent.config.SettingException;
import io.centraltoken.agent.config.Settings;
import io.centraltoken.agent.token.StoreReport;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Shows what the store tells about the token, or what a running JVM does; changes nothing and calls
 * no gateway.
 */
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
        Option.valued("pid", "PID", "ask the JVM with this process ID instead of the store"),
        Option.flag("watch", "show it again every 2 seconds, until it is interrupted"));
  }

  @Override
  public int execute(Invocation invocation) throws UsageException, SettingException, IOException {
    String pid = invocation.arguments.value("pid");
    if (pid != null) {
      return showLive(invocation, pid);
    }
    StatusFormat format = format(invocation.arguments);
    Settings settings = invocation.settings();
    Stored store = Stored.of(settings);
    return show(
        invocation,
        out -> {
          StoreReport report = store.report();
          out.print(format.render(report, store.toString()));
          return format.exitCode(report.status());
        });
  }

  private static int showLive(Invocation invocation, String pid)
      throws UsageException, SettingException, IOException {
    String format = formatName(invocation.arguments);
    if (!format.equals("text") && !format.equals("json")) {
      throw new UsageException("with --pid the format is text or json");
    }
    try (LiveJvm jvm = LiveJvm.attach(pid)) {
      return show(
          invocation,
          out -> {
            LiveStatus status = new LiveStatus(jvm.attributes());
            out.print(format.equals("json") ? status.asJson(pid) : status.asText(pid));
            return status.isFine() ? FINE : TO_DO;
          });
    }
  }

  /** Once, or again and again until nobody reads it any more. */
  private static int show(Invocation invocation, View view) throws SettingException, IOException {
    while (true) {
      int exitCode = view.print(invocation.out);
      boolean nobodyReads = invocation.out.checkError(); // as behind head, which ends
      if (!invocation.arguments.has("watch") || nobodyReads) {
        return exitCode;
      }
      Pauses.pause(WATCH);
    }
  }

  /** One look at the state. */
  private interface View {
    /**
     * @return the exit code for what it has shown
     */
    int print(PrintStream out) throws SettingException, IOException;
  }

  private static String formatName(Arguments arguments) {
    String name = arguments.has("json") ? "json" : arguments.value("format");
    return name == null ? "text" : name;
  }

  private static StatusFormat format(Arguments arguments) throws UsageException {
    String name = formatName(arguments);
    switch (name) {
      case "text":
        return new TextStatus(Terminals.isOutputShown());
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

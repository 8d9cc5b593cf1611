package io.centraltoken.agent.cli;

import io.centraltoken.agent.config.Durations;
import io.centraltoken.agent.config.SettingException;
import io.centraltoken.agent.token.StoreReport;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Waits until the stored token is valid, for the order in which programs start. */
final class WaitCommand implements Command {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  @Override
  public String name() {
    return "wait";
  }

  @Override
  public String summary() {
    return "Wait until the stored token is valid. It is not refreshed by this command.";
  }

  @Override
  public List<Option> options() {
    return Collections.singletonList(
        Option.valued("timeout", "TIME", "how long at most: 60s (default), 5m, 1h"));
  }

  @Override
  public int execute(Invocation invocation) throws UsageException, SettingException, IOException {
    Duration timeout = timeout(invocation.arguments.value("timeout"));
    Stored store = Stored.of(invocation.settings());
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeout.toMillis());
    StoreReport report = store.report();
    while (!report.status().isFine() && System.nanoTime() - end < 0) {
      Pauses.pause(LOOK_AGAIN);
      report = store.report();
    }
    if (report.status().isFine()) {
      return FINE;
    }
    invocation.err.print(new TextStatus(false).render(report, store.toString()));
    return TO_DO;
  }

  private static Duration timeout(String text) throws UsageException {
    try {
      return text == null ? Duration.ofSeconds(60) : Durations.parse(text);
    } catch (IllegalArgumentException malformed) {
      throw new UsageException("--timeout: " + malformed.getMessage() + "; write 60s, 5m or 1h");
    }
  }
}

package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.management.AttributeChangeNotification;
import javax.management.JMException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The MXBean of a running program, read by a plain JMX client. */
class MonitoringIT extends DownloadedToken {
  private static final String NAMES =
      "[AccessTokenSecondsLeft, ConsecutiveFailures, Fingerprint, Generation, Held, Hooks,"
          + " Injected, LastRefreshOutcome, LastRefreshTime, NotReplayable, QuotaLimitDay,"
          + " QuotaRemainingDay, QuotaRemainingSecond, RefreshTokenSecondsLeft, Refreshes, Replayed, State,"
          + " SuppressedErrors]";

  private final BlockingQueue<String> states = new LinkedBlockingQueue<>();
  private int port;

  MonitoringIT() {
    super(Duration.ofHours(2));
  }

  @BeforeEach
  void findAPort() throws IOException {
    port = FreePort.find();
  }

  @ParameterizedTest
  @MethodSource("io.centraltoken.it.Jdk#sample")
  void showsTheTokenAndTakesOrders(Jdk jdk) throws Exception {
    ProgramRun run = start(jdk, this::hasLooked);
    assertThat(run.exitCode()).isEqualTo(7);
    assertThat(run.err())
        .contains(LogText.DOWNLOAD, "480 of the account's 5000 calls are left until")
        .doesNotContain(LogText.HOOK_FAILED, "internal error", "monitoring by JMX is not possible");
  }

  private void look(JmxClient client) throws IOException, JMException, InterruptedException {
    client.listen((change, none) -> states.add(newState((AttributeChangeNotification) change)));
    Map<String, Object> first = client.attributes();
    assertThat(first.keySet()).hasToString(NAMES);
    assertThat(first)
        .containsEntry("State", "VALID")
        .containsEntry("Generation", 0L)
        .containsEntry("ConsecutiveFailures", 0)
        .containsEntry("SuppressedErrors", 0L)
        .containsEntry("LastRefreshOutcome", null);
    assertThat((long) first.get("Injected")).isPositive();
    assertThat((long) first.get("AccessTokenSecondsLeft")).isBetween(7000L, 7200L);
    assertThat((long) first.get("RefreshTokenSecondsLeft")).isBetween(1_209_000L, 1_209_600L);
    awaitCallsLeft(client, 4999);
    assertThat(client.get("QuotaRemainingSecond")).isEqualTo(6L);
    assertThat((String[]) first.get("Hooks")).contains("HttpURLConnection");

    assertThat(client.invoke("refresh")).matches("VALID, token [0-9a-f]{8}, generation 1");
    assertThat(gateway.presentedRefreshTokens()).hasSize(1);
    assertThat(client.get("LastRefreshOutcome")).isEqualTo("new pair");
    assertThat(client.get("Fingerprint")).isNotEqualTo(first.get("Fingerprint"));

    gateway.downloadToken(token);
    assertThat(client.invoke("reload")).matches("VALID, token [0-9a-f]{8}, generation 0");

    gateway.faults().callsLeft(480);
    awaitCallsLeft(client, 480);
    gateway.revoke();
    awaitState("REJECTED"); // after EXPIRED, for as long as the call before was just made
    assertThat(client.get("State")).isEqualTo("REJECTED");
    assertThat((int) client.get("ConsecutiveFailures")).isPositive();
    gateway.downloadToken(token);
    awaitState("VALID");
  }

  private static void awaitCallsLeft(JmxClient client, long expected)
      throws IOException, JMException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!client.get("QuotaRemainingDay").equals(expected)) {
      assertThat(System.nanoTime()).as("calls left: " + expected).isLessThan(end);
      Thread.sleep(50); // it is read from one response a second, of which nobody is notified
    }
  }

  private void awaitState(String expected) throws InterruptedException {
    String heard = "none";
    while (!expected.equals(heard)) {
      heard = states.poll(30, TimeUnit.SECONDS);
      assertThat(heard).as("in time for " + expected).isNotNull();
    }
  }

  private static String newState(AttributeChangeNotification change) {
    return String.valueOf(change.getNewValue());
  }

  /** Ten seconds after the start it would be there at the latest. */
  @Test
  void isLeftOutWhereItIsSwitchedOff() throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(12);
    boolean[] has = new boolean[1];
    start(
        Jdk.oldestAndNewest().get(0),
        () -> {
          try (JmxClient client = connected()) {
            has[0] |= client != null && client.hasBean();
          }
          return System.nanoTime() > end;
        },
        "-Dcentral.jmx=false");
    assertThat(has[0]).isFalse();
    assertThat(gateway.apiCalls()).isNotEmpty();
  }

  /** Null: the program does not listen yet. */
  private JmxClient connected() {
    try {
      return JmxClient.connect(port);
    } catch (IOException | JMException notYet) {
      return null;
    }
  }

  /** False as long as the program has no bean. */
  private boolean hasLooked() throws IOException {
    try (JmxClient client = connected()) {
      if (client == null || !client.hasBean()) {
        return false;
      }
      look(client);
      return true;
    } catch (JMException | InterruptedException failure) {
      throw new AssertionError(failure);
    }
  }

  private ProgramRun start(Jdk jdk, ProcessWait.Condition enough, String... more)
      throws IOException, InterruptedException {
    List<String> options = ProgramRun.withAgent(gateway.baseUrl(), token, more);
    options.addAll(JmxClient.options(port));
    return ProgramRun.startUntil(
        enough, jdk, directory, options, "--base-url=" + gateway.baseUrl(), "--exit-code=7");
  }
}

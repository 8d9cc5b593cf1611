package io.centraltoken.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Prometheus JMX exporter in the same JVM, with the rules of {@code monitoring/}. */
class JmxExporterIT extends DownloadedToken {
  private final HttpClient prometheus = HttpClient.newHttpClient();
  private String metrics = "";

  JmxExporterIT() {
    super(Duration.ofHours(2));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void exportsTheMetricsThatTheAlertsUse(boolean exporterFirst) throws Exception {
    int port = FreePort.find();
    String rules = Path.of(System.getProperty("monitoring.rules"), "jmx-exporter.yaml").toString();
    String exporter =
        "-javaagent:" + System.getProperty("jmx.jar") + "=127.0.0.1:" + port + ":" + rules;
    List<String> options = new ArrayList<>(ProgramRun.withAgent(gateway.baseUrl(), token));
    options.add(exporterFirst ? 0 : options.size(), exporter);
    ProgramRun run =
        ProgramRun.startUntil(
            () -> areThere(port),
            Jdk.oldestAndNewest().get(0),
            directory,
            options,
            "--base-url=" + gateway.baseUrl());
    assertThat(run.figure("failed") + run.figure("unauthorized")).isZero();
    assertThat(metrics)
        .contains(
            "central_token_state{state=\"VALID\"} 1.0\n",
            "central_token_generation 0.0\n",
            "central_token_quota_remaining_day 4999.0\n",
            "central_token_quota_limit_day 5000.0\n",
            "central_token_consecutive_failures 0.0\n",
            "central_token_suppressed_errors_total 0.0\n")
        .containsPattern("central_token_access_token_seconds_left 7[01][0-9]{2}\\.0\n")
        .containsPattern("central_token_refresh_token_seconds_left 1209[0-9]{3}\\.0\n")
        .contains(metricsOfAlerts())
        .containsPattern("central_token_requests_total\\{kind=\"Injected\"} [1-9][0-9.]*\n");
  }

  private static List<String> metricsOfAlerts() throws IOException {
    Path alerts = Path.of(System.getProperty("monitoring.rules"), "alerts.yaml");
    List<String> names =
        Pattern.compile("central_token_[a-z_]+")
            .matcher(Files.readString(alerts))
            .results()
            .map(MatchResult::group)
            .distinct()
            .toList();
    assertThat(names).hasSizeGreaterThan(4);
    return names;
  }

  private boolean areThere(int port) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
    try {
      metrics = prometheus.send(request, BodyHandlers.ofString()).body();
    } catch (ConnectException notYet) {
      return false;
    } catch (InterruptedException failure) {
      throw new AssertionError(failure);
    }
    return metrics.contains("central_token_quota_remaining_day 4999");
  }
}

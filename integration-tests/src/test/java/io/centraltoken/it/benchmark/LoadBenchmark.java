package io.centraltoken.it.benchmark;

import io.centraltoken.benchmark.AnsweringServer;
import io.centraltoken.benchmark.HttpClientRequests;
import io.centraltoken.benchmark.UrlConnectionRequests;
import io.centraltoken.it.ProcessWait;
import io.centraltoken.it.ProgramRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.util.Statistics;

/**
 * Requests per second and their latency on loopback, on connections that are kept alive, from as
 * many threads as keep the machine busy; the server runs beside and takes its share. The same
 * program with the header set by hand is what all are compared with.
 */
class LoadBenchmark {
  private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 7);
  private static final int THREADS = 8;
  private static final int SERVER = 18080;
  private static final int NGINX = 18082;
  private static final String BY_HAND = "header set by hand";

  private final PerformancePage page = new PerformancePage("load");
  private final StringBuilder table = new StringBuilder();

  @TempDir Path directory;

  /** Of one JVM; latencies in microseconds. */
  private record Load(double perSecond, double p50, double p99, double p999) {}

  @Test
  void measure() throws Exception {
    DownloadedPair pair = DownloadedPair.to(directory.resolve("token.json"));
    Process server = startServer();
    try (NginxProxy nginx =
        NginxProxy.isInstalled()
            ? NginxProxy.start(directory, NGINX, SERVER, pair.authorization())
            : null) {
      for (Class<?> client : List.of(UrlConnectionRequests.class, HttpClientRequests.class)) {
        compare(client, variants(client, pair, nginx != null));
      }
    } finally {
      server.destroy();
    }
    page.write(table.toString());
  }

  private static Process startServer() throws IOException, InterruptedException {
    String classes =
        AnsweringServer.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes,
                AnsweringServer.class.getName(),
                String.valueOf(SERVER))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    ProcessWait.await(
        server, Duration.ofSeconds(10), ProcessWait.listening(SERVER), () -> "see the log");
    return server;
  }

  private Map<String, ChainedOptionsBuilder> variants(
      Class<?> client, DownloadedPair pair, boolean withNginx) {
    String byHand = pair.authorization();
    List<String> ours =
        ProgramRun.withAgent(origin(SERVER), pair.file(), "-Dcentral.log.level=off");
    Map<String, ChainedOptionsBuilder> variants = new LinkedHashMap<>();
    variants.put(BY_HAND, requests(client, SERVER, byHand, List.of()));
    variants.put("this agent", requests(client, SERVER, "", ours));
    variants.put(
        "OpenTelemetry 2.20.1, HTTP only, header set by hand",
        requests(client, SERVER, byHand, Variant.openTelemetry(true)));
    if (withNginx) {
      variants.put("nginx beside the program", requests(client, NGINX, "", List.of()));
    }
    return variants;
  }

  private static String origin(int port) {
    return "http://127.0.0.1:" + port;
  }

  private static ChainedOptionsBuilder requests(
      Class<?> client, int port, String authorization, List<String> options) {
    return Jmh.options(client, "get")
        .mode(Mode.SampleTime)
        .threads(THREADS)
        .param("address", origin(port) + "/central/v2/sites")
        .param("authorization", authorization)
        .param(client == UrlConnectionRequests.class ? "inMemory" : "withServer", "false")
        .jvmArgsPrepend("-Dhttp.maxConnections=" + THREADS)
        .jvmArgsAppend(options.toArray(new String[0]));
  }

  private void compare(Class<?> client, Map<String, ChainedOptionsBuilder> variants)
      throws RunnerException {
    Map<String, List<Load>> loads = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (Map.Entry<String, ChainedOptionsBuilder> variant : variants.entrySet()) {
        Load load = run(variant.getValue());
        System.out.println(client.getSimpleName() + " " + variant.getKey() + " " + load);
        loads.computeIfAbsent(variant.getKey(), none -> new ArrayList<>()).add(load);
      }
    }
    String name = client.getSimpleName().replace("Requests", "");
    page.add(name, loads);
    table.append("\n**").append(name).append(", ").append(THREADS).append(" threads**\n\n");
    table.append("| | requests/s | p50 | p99 | p99.9 |\n|---|---|---|---|---|\n");
    List<Load> base = loads.get(BY_HAND);
    loads.forEach(
        (variant, runs) ->
            table.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %s |%n",
                    variant,
                    ratio(runs, base, Load::perSecond),
                    ratio(runs, base, Load::p50),
                    ratio(runs, base, Load::p99),
                    ratio(runs, base, Load::p999))));
  }

  private static Spread ratio(List<Load> some, List<Load> base, ToDoubleFunction<Load> figure) {
    double[] ratios = new double[base.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = figure.applyAsDouble(some.get(i)) / figure.applyAsDouble(base.get(i));
    }
    return Spread.of(ratios);
  }

  private static Load run(ChainedOptionsBuilder options) throws RunnerException {
    RunResult result = Jmh.run(options);
    Statistics nanos = result.getPrimaryResult().getStatistics();
    return new Load(
        THREADS * 1e9 / nanos.getMean(),
        nanos.getPercentile(50) / 1000,
        nanos.getPercentile(99) / 1000,
        nanos.getPercentile(99.9) / 1000);
  }
}

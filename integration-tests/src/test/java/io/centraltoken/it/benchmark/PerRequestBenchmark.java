package io.centraltoken.it.benchmark;

import io.centraltoken.benchmark.HttpClientHooks;
import io.centraltoken.benchmark.HttpClientRequests;
import io.centraltoken.benchmark.UrlConnectionHooks;
import io.centraltoken.benchmark.UrlConnectionRequests;
import io.centraltoken.it.ProgramRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/**
 * What the agent adds to each request of a JVM that is warm: time and allocated bytes, against the
 * same request without an agent. Each round starts a JVM for each variant, and each difference is
 * one of two JVMs of the same round.
 */
class PerRequestBenchmark {
  private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 7);

  /** Of the iterations of a JVM: on a shared machine a mean is that of its neighbours. */
  private static final double UNDISTURBED_PERCENT = 10;

  private static final String GATEWAY = "http://127.0.0.1:18080";
  private static final String ELSEWHERE = "http://127.0.0.1:18081";
  private static final String PATH = "/central/v2/sites";

  private final PerformancePage page = new PerformancePage("per-request");
  private final StringBuilder table = new StringBuilder();

  @TempDir Path directory;

  /** Of one JVM: nanoseconds and bytes of a request. */
  private record Cost(double nanos, double bytes) {}

  @Test
  void measure() throws Exception {
    DownloadedPair pair = DownloadedPair.to(directory.resolve("token.json"));
    String byHand = pair.authorization();
    List<String> agent = ProgramRun.withAgent(GATEWAY, pair.file(), "-Dcentral.log.level=off");
    table.append("| | without, ns | added, ns | added, bytes |\n|---|---|---|---|\n");
    for (Class<?> client : List.of(UrlConnectionRequests.class, HttpClientRequests.class)) {
      String name = client.getSimpleName().replace("Requests", "");
      compare(
          name + ", to the gateway, header set by hand instead",
          requests(client, GATEWAY).param("authorization", byHand),
          requests(client, GATEWAY).jvmArgsAppend(agent.toArray(new String[0])));
      compare(
          name + ", to another origin",
          requests(client, ELSEWHERE),
          requests(client, ELSEWHERE).jvmArgsAppend(agent.toArray(new String[0])));
    }
    compare(
        "UrlConnection, to the gateway, 64 threads, header set by hand instead",
        manyThreads().param("authorization", byHand),
        manyThreads().jvmArgsAppend(agent.toArray(new String[0])));
    for (Class<?> hooks : List.of(UrlConnectionHooks.class, HttpClientHooks.class)) {
      for (String address :
          List.of("https://gateway.example/central/v2/sites", "https://elsewhere.example/sites")) {
        compare(
            "the hooks of " + hooks.getSimpleName().replace("Hooks", "") + " alone, " + address,
            hooks(hooks, "objects", address),
            hooks(hooks, "asked", address));
      }
    }
    page.write(table.toString());
  }

  /** More than there are processors: a lock on the way would be met. */
  private static ChainedOptionsBuilder manyThreads() {
    return requests(UrlConnectionRequests.class, GATEWAY)
        .threads(64)
        .jvmArgsPrepend("-Dhttp.maxConnections=64");
  }

  private static ChainedOptionsBuilder requests(Class<?> benchmark, String origin) {
    return Jmh.options(benchmark, "get")
        .addProfiler(GCProfiler.class)
        .param("address", origin + PATH);
  }

  private static ChainedOptionsBuilder hooks(Class<?> benchmark, String method, String address) {
    return Jmh.options(benchmark, method).addProfiler(GCProfiler.class).param("address", address);
  }

  private void compare(String title, ChainedOptionsBuilder without, ChainedOptionsBuilder with)
      throws RunnerException {
    List<Map<String, Cost>> rounds = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      Map<String, Cost> costs = new LinkedHashMap<>();
      costs.put("without", run(without));
      costs.put("with", run(with));
      rounds.add(costs);
    }
    page.add(title, rounds);
    Spread base = Spread.of(rounds.stream().mapToDouble(r -> r.get("without").nanos()).toArray());
    Spread nanos =
        Spread.of(
            rounds.stream()
                .mapToDouble(r -> r.get("with").nanos() - r.get("without").nanos())
                .toArray());
    Spread bytes =
        Spread.of(
            rounds.stream()
                .mapToDouble(r -> r.get("with").bytes() - r.get("without").bytes())
                .toArray());
    String row =
        String.format(
            Locale.ROOT,
            "| %s | %.0f | %.0f (%.0f–%.0f) | %.0f |%n",
            title,
            base.median(),
            nanos.median(),
            nanos.low(),
            nanos.high(),
            bytes.median());
    System.out.print(row);
    table.append(row);
  }

  private static Cost run(ChainedOptionsBuilder options) throws RunnerException {
    RunResult result = Jmh.run(options);
    return new Cost(
        result.getPrimaryResult().getStatistics().getPercentile(UNDISTURBED_PERCENT),
        result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
  }
}

package io.centraltoken.it.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.benchmark.SteadyRequests;
import io.centraltoken.demo.simulator.CentralSimulator;
import io.centraltoken.demo.simulator.Faults.TokenFault;
import io.centraltoken.demo.simulator.ReceivedRequest;
import io.centraltoken.it.ProgramRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a rotation adds to the requests that meet it, for exchanges of several lengths and programs
 * with several threads. A request has met one if it was on its way while the gateway exchanged the
 * pair, or was held for it.
 */
class RotationBenchmark {
  private static final int SECONDS = 40;
  private static final int TOKEN_SECONDS = 12;
  private static final int REQUESTS_PER_SECOND = 250;

  /** How far the two clocks' millisecond and a request's way may blur the edges of an exchange. */
  private static final long EDGE_MILLIS = 20;

  private final PerformancePage page = new PerformancePage("rotations");
  private final StringBuilder table = new StringBuilder();

  @TempDir Path directory;

  private record Request(long at, double millis, int status) {
    /** From {@code at} to {@code at + millis}. */
    boolean meets(ReceivedRequest exchange, long exchangeMillis) {
      long begin = exchange.at().toEpochMilli() - EDGE_MILLIS;
      return at + millis >= begin && at <= begin + exchangeMillis + 2 * EDGE_MILLIS;
    }
  }

  @Test
  void measure() throws Exception {
    table.append("| exchange | threads | exchanges | requests | others: p50, p99 | ");
    table.append("met one | of these: p50, p99, max |\n|---|---|---|---|---|---|---|\n");
    for (int exchangeMillis : List.of(20, 200, 2000)) {
      for (int threads : List.of(1, 8, 64)) {
        measure(exchangeMillis, threads);
      }
    }
    page.write(table.toString());
  }

  private void measure(int exchangeMillis, int threads) throws Exception {
    try (CentralSimulator gateway = CentralSimulator.start(0, Duration.ofSeconds(TOKEN_SECONDS))) {
      gateway.faults().delay(Duration.ofMillis(exchangeMillis));
      gateway.faults().token(TokenFault.SLOW, Integer.MAX_VALUE);
      List<Request> requests = requests(gateway, threads);
      List<ReceivedRequest> exchanges = gateway.tokenCalls();
      assertThat(exchanges).hasSizeGreaterThan(2);
      assertThat(requests).extracting(Request::status).containsOnly(200);
      List<Double> met = new ArrayList<>();
      List<Double> others = new ArrayList<>();
      for (Request request : requests) {
        boolean meets = exchanges.stream().anyMatch(e -> request.meets(e, exchangeMillis));
        (meets ? met : others).add(request.millis());
      }
      String row =
          String.format(
              Locale.ROOT,
              "| %d ms | %d | %d | %d | %.1f, %.1f ms | %d | %.1f, %.1f, %.1f ms |%n",
              exchangeMillis,
              threads,
              exchanges.size(),
              requests.size(),
              at(others, 0.5),
              at(others, 0.99),
              met.size(),
              at(met, 0.5),
              at(met, 0.99),
              at(met, 1));
      System.out.print(row);
      table.append(row);
      page.add(exchangeMillis + " ms, " + threads + " threads", List.of(met, others));
    }
  }

  private List<Request> requests(CentralSimulator gateway, int threads) throws Exception {
    Path token = directory.resolve("token.json");
    Files.deleteIfExists(token);
    gateway.downloadToken(token);
    String classes =
        SteadyRequests.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ProgramRun.withAgent(gateway.baseUrl(), token, "-cp", classes));
    command.add(SteadyRequests.class.getName());
    command.add(gateway.baseUrl() + "/central/v2/sites");
    command.add(String.valueOf(threads));
    command.add(String.valueOf(1000 * threads / REQUESTS_PER_SECOND));
    command.add(String.valueOf(SECONDS));
    Path out = directory.resolve("requests");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(directory.resolve("err").toFile())
            .start();
    assertThat(process.waitFor()).isZero();
    return Files.readAllLines(out).stream().map(RotationBenchmark::request).toList();
  }

  private static Request request(String line) {
    String[] parts = line.split(" ");
    return new Request(
        Long.parseLong(parts[0]), Long.parseLong(parts[1]) / 1000.0, Integer.parseInt(parts[2]));
  }

  private static double at(List<Double> values, double part) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.isEmpty() ? Double.NaN : sorted.get((int) (part * (sorted.size() - 1)));
  }
}

package io.centraltoken.it.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.centraltoken.demo.simulator.CentralSimulator;
import io.centraltoken.it.Jdk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole processes from their start to their end: a program that prints a line, and one GET by each
 * client of the JDK. Each round starts each variant once, so that a machine that becomes slower
 * slows all of them; the ratios are those of one round.
 */
class StartUpBenchmark {
  private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 15);

  private final CentralSimulator gateway = CentralSimulator.start(0, Duration.ofHours(2));

  @TempDir Path directory;
  private DownloadedPair pair;

  @BeforeEach
  void download() throws IOException {
    pair = DownloadedPair.from(gateway, directory.resolve("token.json"));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void measure() throws Exception {
    BenchmarkReport report = new BenchmarkReport("start-up");
    List<Variant> variants = Variant.all(directory, gateway.baseUrl(), pair.file());
    for (Jdk jdk : Jdk.all()) {
      if (List.of(8, 17, 25).contains(jdk.feature())) {
        measure(jdk, "a program that prints a line", "Hello", variants, report);
        measure(jdk, "one GET by HttpURLConnection", "FirstGet", variants, report);
        if (jdk.feature() >= 11) {
          measure(jdk, "one GET by java.net.http", "HttpClientFirstGet", variants, report);
        }
      }
    }
    assertThat(gateway.presentedRefreshTokens()).as("nothing was refreshed meanwhile").isEmpty();
    report.write();
  }

  private void measure(
      Jdk jdk, String title, String program, List<Variant> variants, BenchmarkReport report)
      throws Exception {
    Map<Variant, List<MeasuredProcess>> measured = new LinkedHashMap<>();
    for (int round = -1; round < ROUNDS; round++) { // the first fills the file cache
      for (Variant variant : variants) {
        if (round < variant.rounds()) {
          MeasuredProcess run = MeasuredProcess.of(command(jdk, program, variant));
          if (round >= 0) {
            measured.computeIfAbsent(variant, none -> new ArrayList<>()).add(run);
          }
        }
      }
    }
    report.add(jdk + ", " + title, measured);
  }

  private List<String> command(Jdk jdk, String program, Variant variant) {
    List<String> command = new ArrayList<>(List.of(jdk.java().toString()));
    command.addAll(variant.options());
    command.addAll(List.of("-cp", System.getProperty("probe.classes")));
    command.add("io.centraltoken.probe." + program);
    command.add(gateway.baseUrl() + "/central/v2/sites");
    if (!variant.authorises()) {
      command.add(pair.authorization());
    }
    return command;
  }
}

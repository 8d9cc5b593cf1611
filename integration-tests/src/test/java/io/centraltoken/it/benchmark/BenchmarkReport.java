package io.centraltoken.it.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The page's section about whole processes: tables, and a chart of their CPU time. */
final class BenchmarkReport {
  private final PerformancePage page;
  private final StringBuilder tables = new StringBuilder();
  private final BarChart chart = new BarChart("CPU time of whole processes, no agent = 1");

  BenchmarkReport(String name) {
    page = new PerformancePage(name);
  }

  /** The first of the variants is what the others are compared with. */
  void add(String title, Map<Variant, List<MeasuredProcess>> measured) {
    List<MeasuredProcess> baseline = measured.values().iterator().next();
    List<Object> rows = new ArrayList<>();
    tables.append("\n**").append(title).append("**\n\n");
    tables.append("| | runs | CPU | wall time | peak memory, MiB more |\n|---|---|---|---|---|\n");
    chart.group(title);
    measured.forEach(
        (variant, runs) -> {
          Spread cpu = Spread.ofRatios(runs, baseline, MeasuredProcess::cpuMillis);
          Spread wall = Spread.ofRatios(runs, baseline, MeasuredProcess::wallMillis);
          double more = (peak(runs) - peak(baseline)) / 1024;
          tables.append(
              String.format(
                  Locale.ROOT,
                  "| %s | %d | %s | %s | %.1f |%n",
                  variant.name(),
                  runs.size(),
                  cpu,
                  wall,
                  more));
          chart.bar(variant.name(), cpu.median());
          rows.add(Map.of("variant", variant.name(), "cpu", cpu, "wall", wall, "runs", runs));
        });
    page.add(title, rows);
  }

  private static double peak(List<MeasuredProcess> runs) {
    return Spread.of(runs.stream().mapToDouble(MeasuredProcess::peakKib).toArray()).median();
  }

  void write() throws IOException {
    String image = "![CPU time of whole processes](" + page.chart(chart) + ")\n";
    page.write(image + tables);
  }
}

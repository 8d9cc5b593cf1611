package io.centraltoken.it.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes what was measured as JSON to target/benchmarks, and from the same figures a table into
 * docs/performance.md, between two comments with the name of the benchmark, and a chart beside it.
 */
final class BenchmarkReport {
  private static final Path DOCUMENT = Path.of("../docs/performance.md");
  private static final Path DATA = Path.of("target/benchmarks");

  private final String name;
  private final Map<String, Object> data = new LinkedHashMap<>();
  private final StringBuilder tables = new StringBuilder();
  private final BarChart chart = new BarChart("CPU time of whole processes, no agent = 1");

  BenchmarkReport(String name) {
    this.name = name;
    data.put("processors", Runtime.getRuntime().availableProcessors());
    data.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
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
    data.put(title, rows);
  }

  private static double peak(List<MeasuredProcess> runs) {
    return Spread.of(runs.stream().mapToDouble(MeasuredProcess::peakKib).toArray()).median();
  }

  void write() throws IOException {
    Files.createDirectories(DATA);
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(DATA.resolve(name + ".json").toFile(), data);
    Files.writeString(DOCUMENT.resolveSibling("images/" + name + ".svg"), chart.svg());
    String begin = "<!-- " + name + ": made by -Pbenchmarks -->\n";
    String end = "<!-- end of " + name + " -->";
    Pattern section = Pattern.compile(Pattern.quote(begin) + ".*?" + end, Pattern.DOTALL);
    String image = "![CPU time of whole processes](images/" + name + ".svg)\n";
    String generated = begin + image + tables + "\n" + end;
    String document = Files.readString(DOCUMENT);
    Matcher old = section.matcher(document);
    if (!old.find()) {
      throw new IOException(DOCUMENT + " has no section " + name);
    }
    Files.writeString(DOCUMENT, old.replaceFirst(Matcher.quoteReplacement(generated)));
  }
}

package io.centraltoken.it.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes what a benchmark has measured: all values as JSON to target/benchmarks, a summary into
 * docs/performance.md, between two comments with the name of the benchmark, and charts beside it.
 */
final class PerformancePage {
  private static final Path DOCUMENT = Path.of("../docs/performance.md");
  private static final Path DATA = Path.of("target/benchmarks");

  private final String name;
  private final Map<String, Object> data = new LinkedHashMap<>();

  PerformancePage(String name) {
    this.name = name;
    data.put("processors", Runtime.getRuntime().availableProcessors());
    data.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    data.put("java", System.getProperty("java.vm.version"));
  }

  void add(String title, Object values) {
    data.put(title, values);
  }

  /**
   * @return the path of the chart, as a link of the page needs it
   */
  String chart(BarChart chart) throws IOException {
    String image = "images/" + name + ".svg";
    Files.writeString(DOCUMENT.resolveSibling(image), chart.svg());
    return image;
  }

  /**
   * @param markdown the summary; it replaces the one of an earlier run
   */
  void write(String markdown) throws IOException {
    Files.createDirectories(DATA);
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(DATA.resolve(name + ".json").toFile(), data);
    String begin = "<!-- " + name + ": made by -Pbenchmarks -->\n";
    String end = "<!-- end of " + name + " -->";
    Pattern section = Pattern.compile(Pattern.quote(begin) + ".*?" + end, Pattern.DOTALL);
    String document = Files.readString(DOCUMENT);
    Matcher old = section.matcher(document);
    if (!old.find()) {
      throw new IOException(DOCUMENT + " has no section " + name);
    }
    String fresh = begin + markdown + "\n" + end;
    Files.writeString(DOCUMENT, old.replaceFirst(Matcher.quoteReplacement(fresh)));
  }
}

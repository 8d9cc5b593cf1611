package io.centraltoken.it.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Horizontal bars in groups, on a logarithmic scale, as SVG. */
final class BarChart {
  private static final int LINE = 20;
  private static final int LEFT = 250;
  private static final int WIDTH = 460;

  private final String title;
  private final List<String> elements = new ArrayList<>();
  private int y = 34;

  BarChart(String title) {
    this.title = title;
  }

  void group(String name) {
    y += LINE;
    elements.add(text(10, "start", "bold", name));
    y += LINE;
  }

  /**
   * @param value from 1 on
   */
  void bar(String name, double value) {
    long width = Math.max(2, Math.round(Math.log10(value) / 2 * WIDTH)); // 100 is the whole width
    elements.add(text(LEFT - 8, "end", "normal", name.replace("`", "")));
    elements.add(
        String.format(
            Locale.ROOT,
            "  <rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"14\" fill=\"%s\"/>",
            LEFT,
            y - 11,
            width,
            name.equals(Variant.OURS) ? "#01a982" : "#9aa5b1"));
    elements.add(
        text(
            (int) (LEFT + width + 6),
            "start",
            "normal",
            String.format(Locale.ROOT, "%.2f", value)));
    y += LINE;
  }

  private String text(int x, String anchor, String weight, String value) {
    return String.format(
        Locale.ROOT,
        "  <text x=\"%d\" y=\"%d\" text-anchor=\"%s\" font-weight=\"%s\">%s</text>",
        x,
        y,
        anchor,
        weight,
        value);
  }

  String svg() {
    int height = y + LINE;
    return String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 800 %d\" font-family=\"sans-serif\" font-size=\"13\">%n",
            height)
        + String.format(
            Locale.ROOT,
            "  <title>%s</title>%n  <rect width=\"800\" height=\"%d\" fill=\"white\"/>%n",
            title,
            height)
        + "  <text x=\"10\" y=\"24\" font-size=\"16\">"
        + title
        + " (logarithmic)</text>\n"
        + String.join("\n", elements)
        + "\n</svg>\n";
  }
}

package io.centraltoken.it.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** A median and its quartiles. */
record Spread(double low, double median, double high) {
  /** Of the ratios of runs that followed each other, so that a slower minute slows both. */
  static Spread ofRatios(
      List<MeasuredProcess> some,
      List<MeasuredProcess> others,
      ToDoubleFunction<MeasuredProcess> figure) {
    int pairs = Math.min(some.size(), others.size());
    return of(
        IntStream.range(0, pairs)
            .mapToDouble(
                i -> figure.applyAsDouble(some.get(i)) / figure.applyAsDouble(others.get(i)))
            .toArray());
  }

  static Spread of(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Spread(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
  }

  private static double at(double[] sorted, double part) {
    double place = part * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** The median, and the quartiles behind it. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", median, low, high);
  }
}

package dev.dirtybench.results.report;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * The unit in which the numbers of a panel are shown.
 *
 * @param unit its name
 * @param size what one of it is in the unit of the rows
 */
record Shown(String unit, double size) {
  private static final List<Shown> TIMES =
      List.of(new Shown("s", 1e9), new Shown("ms", 1e6), new Shown("\u00b5s", 1e3));
  private static final List<Shown> BYTES =
      List.of(new Shown("GiB", 0x1p30), new Shown("MiB", 0x1p20), new Shown("KiB", 0x1p10));

  /** The largest unit in which the least of the values is 1 or more; times and bytes only. */
  static Shown of(String unit, double least) {
    boolean time = unit.startsWith("ns/");
    if (!time && !unit.equals("B")) {
      return new Shown(unit, 1);
    }
    String per = time ? unit.substring(2) : "";
    return (time ? TIMES : BYTES)
        .stream()
            .filter(shown -> least >= shown.size())
            .findFirst()
            .map(shown -> new Shown(shown.unit() + per, shown.size()))
            .orElse(new Shown(unit, 1));
  }

  /** The unit that suits the middle between the least and the largest of the values. */
  static Shown amid(String unit, DoubleStream values) {
    DoubleSummaryStatistics range = values.summaryStatistics();
    double middle = Math.sqrt(range.getMin()) * Math.sqrt(range.getMax());
    return of(unit, range.getCount() == 0 ? 1 : middle);
  }

  /** A value in the unit that suits it, with three digits. */
  static String text(double value, String unit) {
    Shown shown = of(unit, value);
    return digits(value / shown.size()) + ' ' + shown.unit();
  }

  /** Three digits. */
  static String digits(double value) {
    double size = Math.abs(value);
    return String.format(
        Locale.ROOT, size < 1 ? "%.3g" : size < 10 ? "%.2f" : size < 100 ? "%.1f" : "%.0f", value);
  }
}

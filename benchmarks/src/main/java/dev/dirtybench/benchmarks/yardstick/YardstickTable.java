package dev.dirtybench.benchmarks.yardstick;

import dev.dirtybench.results.JmhResult;
import dev.dirtybench.results.Samples;
import dev.dirtybench.results.stats.Moments;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A backend beside QEMU's bitmap in C: both as the ratio to the plain loop on the machine that they
 * were measured on, because times do not carry from one machine to another.
 */
public final class YardstickTable {
  private static final String FLOORS = "YardstickFloorBenchmark.";
  private static final String ROW = "%-40s %5s  %11s  %9s  %9s  %8s  %s%n";

  private final Map<String, Yardstick> yardsticks = Yardstick.all();
  private final Map<String, Double> nanos = new HashMap<>();
  private final List<Row> rows = new ArrayList<>();

  /**
   * One row at one size.
   *
   * @param yardstick what was done
   * @param bits logarithm of the number of bits
   * @param nanos what it took here
   * @param ratio to the floor here
   * @param ratioOfC to the floor where C was measured
   */
  public record Row(Yardstick yardstick, int bits, double nanos, double ratio, double ratioOfC) {
    /**
     * How many times as fast as C, over the floors of both machines.
     *
     * @return 1 for as fast
     */
    public double times() {
      return ratioOfC / ratio;
    }

    /**
     * What it is to be.
     *
     * @return times as fast as C
     */
    public double goal() {
      return yardstick.sizes().get(bits).goal();
    }
  }

  /**
   * A table.
   *
   * @param results of the yardsticks' benchmarks, of one backend
   */
  public YardstickTable(List<JmhResult> results) {
    Map<Integer, double[]> counts = new HashMap<>();
    for (JmhResult result : results) {
      String method = result.benchmark().substring(result.benchmark().lastIndexOf('.') + 1);
      Yardstick yardstick =
          yardsticks.get(result.benchmark().contains(FLOORS) ? "floor." + method : method);
      if (yardstick != null) {
        int bits = Integer.parseInt(result.params().get("bits"));
        double[] count = counts.computeIfAbsent(bits, YardstickTable::counts);
        nanos.put(
            key(yardstick.name(), bits),
            median(result.primary().samples()) / count[yardstick.per().ordinal()]);
      }
    }
    for (Yardstick yardstick : yardsticks.values()) {
      yardstick.sizes().keySet().forEach(bits -> add(yardstick, bits));
    }
  }

  private void add(Yardstick yardstick, int bits) {
    if (yardstick.isFloor()) {
      return;
    }
    Double took = nanos.get(key(yardstick.name(), bits));
    Double floor = nanos.get(key(yardstick.floor(), bits));
    if (took != null && floor != null) {
      double ratioOfC =
          yardstick.sizes().get(bits).middle()
              / yardsticks.get(yardstick.floor()).sizes().get(bits).middle();
      rows.add(new Row(yardstick, bits, took, took / floor, ratioOfC));
    }
  }

  private static String key(String name, int bits) {
    return name + '/' + bits;
  }

  /** The median over forks of the median of their iterations. */
  private static double median(Samples samples) {
    double[] forks = new double[samples.forkCount()];
    for (int fork = 0; fork < forks.length; fork++) {
      forks[fork] = Moments.median(samples.fork(fork));
    }
    return Moments.median(forks);
  }

  /** What a pass over half a million random granules meets, by the ordinal of what a time is of. */
  private static double[] counts(int bits) {
    BitSet set = new BitSet();
    for (int granule : new YardstickData(bits, 1).granules()) {
      set.set(granule);
    }
    double extents = 0;
    for (int bit = set.nextSetBit(0); bit >= 0; bit = set.nextSetBit(set.nextClearBit(bit))) {
      extents++;
    }
    double[] counts = new double[Yardstick.Per.values().length];
    counts[Yardstick.Per.CALL.ordinal()] = 1;
    counts[Yardstick.Per.GRANULE.ordinal()] = set.cardinality();
    counts[Yardstick.Per.EXTENT.ordinal()] = extents;
    counts[Yardstick.Per.PASS.ordinal()] = 1;
    return counts;
  }

  /**
   * All rows whose floor was measured too.
   *
   * @return in the order of the table
   */
  public List<Row> rows() {
    return List.copyOf(rows);
  }

  /**
   * The table as text.
   *
   * @return lines
   */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(line("operation", "bits", "here", "to floor", "C's", "times C", "goal"));
    for (Row row : rows) {
      text.append(
          line(
              row.yardstick().title(),
              "2^" + row.bits(),
              time(row.nanos()) + unit(row.yardstick().per()),
              String.format(Locale.ROOT, "%.2f", row.ratio()),
              String.format(Locale.ROOT, "%.2f", row.ratioOfC()),
              String.format(Locale.ROOT, "%.2f", row.times()),
              String.format(
                  Locale.ROOT, "%.0f%s", row.goal(), row.times() < row.goal() ? "  missed" : "")));
    }
    return text.toString();
  }

  private static String line(Object... columns) {
    return String.format(Locale.ROOT, ROW, columns);
  }

  private static String unit(Yardstick.Per per) {
    return switch (per) {
      case CALL -> "/call";
      case GRANULE -> "/bit";
      case EXTENT -> "/ext";
      case PASS -> "";
    };
  }

  private static String time(double nanos) {
    return nanos < 1e4
        ? String.format(Locale.ROOT, "%.3g ns", nanos)
        : nanos < 1e7
            ? String.format(Locale.ROOT, "%.1f us", nanos / 1e3)
            : String.format(Locale.ROOT, "%.2f ms", nanos / 1e6);
  }
}

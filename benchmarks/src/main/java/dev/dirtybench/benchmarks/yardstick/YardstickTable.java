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
  private final Map<String, double[]> forks = new HashMap<>();
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

    /**
     * How many floors it may take at most.
     *
     * @return a ratio, 0 if there is no such goal
     */
    public double most() {
      return yardstick.most();
    }

    /**
     * Whether it is what it is to be.
     *
     * @return false if a goal is missed
     */
    public boolean isMet() {
      return times() >= goal() && (most() == 0 || ratio <= most());
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
        forks.put(
            key(yardstick.name(), bits),
            medians(result.primary().samples(), count[yardstick.per().ordinal()]));
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
    double[] took = forks.get(key(yardstick.name(), bits));
    double[] floor = forks.get(key(yardstick.floor(), bits));
    if (took != null && floor != null) {
      double ratioOfC =
          yardstick.sizes().get(bits).middle()
              / yardsticks.get(yardstick.floor()).sizes().get(bits).middle();
      rows.add(new Row(yardstick, bits, Moments.median(took), ratio(took, floor), ratioOfC));
    }
  }

  private static String key(String name, int bits) {
    return name + '/' + bits;
  }

  /** The median of each fork's iterations. */
  private static double[] medians(Samples samples, double count) {
    double[] medians = new double[samples.forkCount()];
    for (int fork = 0; fork < medians.length; fork++) {
      medians[fork] = Moments.median(samples.fork(fork)) / count;
    }
    return medians;
  }

  /** The median of the rounds' ratios; of unlike numbers of forks, the ratio of the medians. */
  private static double ratio(double[] took, double[] floor) {
    if (took.length != floor.length) {
      return Moments.median(took) / Moments.median(floor);
    }
    double[] ratios = new double[took.length];
    for (int round = 0; round < ratios.length; round++) {
      ratios[round] = took[round] / floor[round];
    }
    return Moments.median(ratios);
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
              goal(row)));
    }
    return text.toString();
  }

  private static String goal(Row row) {
    String floor = row.most() == 0 ? "" : String.format(Locale.ROOT, ", %.2f floors", row.most());
    return String.format(Locale.ROOT, "%.0f%s%s", row.goal(), floor, row.isMet() ? "" : "  missed");
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

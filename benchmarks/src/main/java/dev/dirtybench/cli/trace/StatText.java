package dev.dirtybench.cli.trace;

import dev.dirtybench.workloads.ByteSize;
import dev.dirtybench.workloads.stat.LogHistogram;
import dev.dirtybench.workloads.stat.TraceStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;

/** The statistics of a trace for people to read. */
final class StatText {
  private static final int BAR = 30;

  /** Windows that a line of marks shows. */
  private static final int MARKS = 64;

  private static final String LEVELS = " .:-=+*#%@";

  private final StringBuilder text = new StringBuilder();
  private final TraceStatistics statistics;

  private StatText(TraceStatistics statistics) {
    this.statistics = statistics;
  }

  static String of(TraceStatistics statistics) {
    StatText text = new StatText(statistics);
    text.head();
    text.densities();
    text.runs();
    text.lengths();
    text.overwrites();
    text.workingSet();
    text.sampling();
    return text.text.toString().stripTrailing();
  }

  private void line(String form, Object... values) {
    text.append(String.format(Locale.ROOT, form, values).stripTrailing()).append('\n');
  }

  private void head() {
    line("%s", statistics.name());
    line("  %s", statistics.source());
    line("");
    line("  disk         %s", ByteSize.text(statistics.deviceSize()));
    double seconds = (statistics.lastNs() - statistics.firstNs()) / 1e9;
    line("  time         %s", time(seconds));
    StringBuilder kinds = new StringBuilder();
    for (TraceStatistics.Kind kind : statistics.kinds()) {
      if (kind.count() > 0) {
        kinds.append(
            String.format(
                Locale.ROOT,
                "%s%,d %s%s",
                kinds.length() == 0 ? ": " : ", ",
                kind.count(),
                kind.operation().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                kind.operation().marks() ? " (" + ByteSize.text(kind.bytes()) + ")" : ""));
      }
    }
    line("  operations   %,d%s", statistics.operations(), kinds);
    TraceStatistics.Rates rates = statistics.rates();
    if (seconds > 0) {
      line(
          "  rate         %s/s, %s/s",
          count(rates.operationsPerSecond()), ByteSize.text(rates.bytesPerSecond()));
    }
    line(
        "  peak         %,d operations in second %,d, %s in second %,d",
        rates.peakOperations(),
        rates.peakOperationsSecond(),
        ByteSize.text(rates.peakBytes()),
        rates.peakBytesSecond());
    line(
        "  sequential   %s start where the last one ended, %s where one of the last 16 did",
        percent(statistics.sequence().afterLast()), percent(statistics.sequence().afterRecent()));
    line("");
  }

  private void densities() {
    line("  granularity       dirty granules   dirty bytes   of the disk");
    for (TraceStatistics.Density density : statistics.densities()) {
      line(
          "  %11s  %19s  %12s  %12s",
          ByteSize.text(density.granularity()),
          String.format(Locale.ROOT, "%,d", density.dirty()),
          ByteSize.text((double) density.dirty() * density.granularity()),
          percent(density.share()));
    }
    line("");
  }

  private void runs() {
    for (TraceStatistics.Runs runs : statistics.runs()) {
      double granularity = runs.granularity();
      line(
          "  dirty extents at %s: %,d; mean %s, median %s, longest %s",
          ByteSize.text(granularity),
          runs.lengths().count(),
          ByteSize.text(Math.rint(runs.lengths().mean() * granularity)),
          ByteSize.text(runs.lengths().quantile(0.5) * granularity),
          ByteSize.text(runs.lengths().max() * granularity));
      bars(runs.lengths(), from -> ByteSize.text(from * granularity));
    }
  }

  private void lengths() {
    LogHistogram lengths = statistics.lengths();
    line(
        "  length of writes, discards and zeroes: mean %s, median %s, longest %s",
        ByteSize.text(Math.rint(lengths.mean())),
        ByteSize.text(lengths.quantile(0.5)),
        ByteSize.text(lengths.max()));
    bars(lengths, from -> ByteSize.text(from));
  }

  private void overwrites() {
    TraceStatistics.Overwrites overwrites = statistics.overwrites();
    line(
        "  written again: %s of all writes of a granule of %s; bytes that others wrote between:",
        percent(overwrites.share()), ByteSize.text(overwrites.granularity()));
    bars(overwrites.distances(), from -> from == 0 ? "none" : ByteSize.text(from));
  }

  private void bars(LogHistogram histogram, LongFunction<String> label) {
    List<LogHistogram.Octave> octaves = histogram.octaves();
    long most = octaves.stream().mapToLong(LogHistogram.Octave::count).max().orElse(1);
    boolean gap = false;
    for (LogHistogram.Octave octave : octaves) {
      if (octave.count() == 0) {
        gap = true;
        continue;
      }
      if (gap) {
        line("            ...");
        gap = false;
      }
      line(
          "  %13s  %14s  %8s  %s",
          label.apply(octave.from()) + (octave.from() > 1 ? "+" : " "),
          String.format(Locale.ROOT, "%,d", octave.count()),
          percent((double) octave.count() / histogram.count()),
          "#".repeat((int) Math.max(1, Math.round((double) BAR * octave.count() / most))));
    }
    line("");
  }

  private void workingSet() {
    TraceStatistics.WorkingSet set = statistics.workingSet();
    line("  working set: what a backup in that interval copies, in the mean");
    int from = 0;
    while (from < set.intervals().size() - 1 && set.intervals().get(from).seconds() < 1) {
      from++;
    }
    for (TraceStatistics.Interval interval :
        set.intervals().subList(from, set.intervals().size())) {
      line(
          "  %13s  %14s",
          time(interval.seconds()),
          ByteSize.text(Math.rint(interval.granules()) * set.granularity()));
    }
    long most = 1;
    for (long granules : set.granules()) {
      most = Math.max(most, granules);
    }
    StringBuilder marks = new StringBuilder();
    int each = (set.granules().length + MARKS - 1) / MARKS;
    for (int i = 0; i < set.granules().length; i += each) {
      long peak = 0;
      for (int j = i; j < Math.min(i + each, set.granules().length); j++) {
        peak = Math.max(peak, set.granules()[j]);
      }
      int level = (int) Math.ceil((double) peak / most * (LEVELS.length() - 1));
      marks.append(LEVELS.charAt(level));
    }
    line(
        "  over time, by %s: |%s| most %s",
        time(set.seconds() * each), marks, ByteSize.text((double) most * set.granularity()));
  }

  private void sampling() {
    TraceStatistics.Sampling sampling = statistics.sampling();
    if (sampling.regions() > 1) {
      line("");
      line(
          "  densities and extents are estimates from one of %,d regions of 1 MiB; extents are cut"
              + " to regions",
          sampling.regions());
    }
    if (sampling.granules() > 1) {
      line("");
      line(
          "  what is written again and the working set are estimates from one of %,d granules",
          sampling.granules());
    }
  }

  private static String percent(double share) {
    if (share > 0 && share < 0.00001) {
      return "<0.001 %";
    }
    int decimals = share >= 0.1 ? 1 : share >= 0.01 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + (share == 0 ? 0 : decimals) + "f %%", share * 100);
  }

  private static String count(double number) {
    return String.format(Locale.ROOT, number < 100 ? "%,.1f" : "%,.0f", number);
  }

  private static String time(double seconds) {
    if (seconds < 1) {
      return String.format(Locale.ROOT, "%.3g s", seconds);
    }
    if (seconds < 7200) {
      return seconds == Math.rint(seconds)
          ? String.format(Locale.ROOT, "%.0f s", seconds)
          : String.format(Locale.ROOT, "%.1f s", seconds);
    }
    return seconds < 172800
        ? String.format(Locale.ROOT, "%.1f h", seconds / 3600)
        : String.format(Locale.ROOT, "%.1f d", seconds / 86400);
  }
}

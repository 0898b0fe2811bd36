package dev.dirtybench.workloads.portrait;

import dev.dirtybench.workloads.ByteSize;
import dev.dirtybench.workloads.stat.LogHistogram;
import dev.dirtybench.workloads.stat.TraceStatistics;
import java.util.List;
import java.util.Locale;

/** Draws how many dirty extents there are of each length, a bar for each power of two. */
final class RunsPanel {
  private static final String[] KINDS = {"write", "discard"};

  /** Where the axis starts, below the bar of a single extent. */
  private static final double LEAST = 0.6;

  private final List<TraceStatistics.Runs> runs;
  private final double x;
  private final double y;
  private final double width;
  private final double height;

  RunsPanel(List<TraceStatistics.Runs> runs, double x, double y, double width, double height) {
    this.runs = runs;
    this.x = x;
    this.y = y;
    this.width = width;
    this.height = height;
  }

  void draw(Svg svg) {
    svg.text(x, y - 12, "h", "Extents by length");
    double right = x + width;
    for (int i = runs.size() - 1; i >= 0; i--) {
      String label =
          String.format(
              Locale.ROOT,
              "%,d at %s",
              runs.get(i).lengths().count(),
              ByteSize.option(runs.get(i).granularity()));
      svg.text(right, y - 12, "end", label);
      right -= label.length() * 6.8 + 14;
      svg.add(
          "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"10\" height=\"10\"/>",
          KINDS[i % KINDS.length], right, y - 21);
      right -= 12;
    }
    svg.add(
        "<rect class=\"frame\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
        x, y, width, height);
    long most = 1;
    int first = 64;
    int last = 0;
    for (TraceStatistics.Runs each : runs) {
      for (LogHistogram.Octave octave : each.lengths().octaves()) {
        most = Math.max(most, octave.count());
        first = Math.min(first, bits(octave.from() * each.granularity()));
        last = Math.max(last, bits(octave.from() * each.granularity()));
      }
    }
    double top = Math.max(10, most * 1.3);
    for (long tick = 1; tick <= top; tick *= 10) {
      double at = level(tick, top);
      svg.line(x - 4, at, x + width, at, "grid");
      svg.text(x - 8, at + 4, "end", String.format(Locale.ROOT, "%,d", tick));
    }
    if (first > last) {
      return;
    }
    double slot = width / (last - first + 1);
    int every = (int) Math.ceil(56 / slot);
    for (int bits = first; bits <= last; bits += every) {
      double at = x + (bits - first) * slot;
      svg.line(at, y + height, at, y + height + 4, "axis");
      svg.text(at, y + height + 18, "mid", ByteSize.text(Math.scalb(1.0, bits)));
    }
    double bar = Math.min(26, (slot - 3) / runs.size());
    for (int i = 0; i < runs.size(); i++) {
      for (LogHistogram.Octave octave : runs.get(i).lengths().octaves()) {
        if (octave.count() > 0) {
          double left =
              x
                  + (bits(octave.from() * runs.get(i).granularity()) - first + 0.5) * slot
                  + (i - runs.size() / 2.0) * bar;
          double at = level(octave.count(), top);
          svg.add(
              "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
              KINDS[i % KINDS.length], left, at, Math.max(1, bar - 1), y + height - at);
        }
      }
    }
  }

  private static int bits(long bytes) {
    return 63 - Long.numberOfLeadingZeros(bytes);
  }

  private double level(double count, double top) {
    return y + height - height * Math.log(count / LEAST) / Math.log(top / LEAST);
  }
}

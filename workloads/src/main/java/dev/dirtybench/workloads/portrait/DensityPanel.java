package dev.dirtybench.workloads.portrait;

import dev.dirtybench.workloads.ByteSize;
import dev.dirtybench.workloads.stat.TraceStatistics;
import java.util.List;
import java.util.Locale;

/** Draws how much of the disk is dirty at each granularity: what a backup copies. */
final class DensityPanel {
  private final List<TraceStatistics.Density> densities;
  private final double x;
  private final double y;
  private final double width;
  private final double height;

  DensityPanel(
      List<TraceStatistics.Density> densities, double x, double y, double width, double height) {
    this.densities = densities;
    this.x = x;
    this.y = y;
    this.width = width;
    this.height = height;
  }

  void draw(Svg svg) {
    svg.text(x, y - 12, "h", "Dirty share of the disk by granularity");
    svg.add(
        "<rect class=\"frame\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
        x, y, width, height);
    double least = 1;
    for (TraceStatistics.Density density : densities) {
      if (density.dirty() > 0) {
        least = Math.min(least, density.share());
      }
    }
    double bottom = Math.pow(10, Math.floor(Math.log10(least) - 0.05));
    double most = densities.get(densities.size() - 1).share();
    double top = Math.min(1, Math.pow(10, Math.ceil(Math.log10(Math.max(most, least)) + 0.05)));
    for (double tick = bottom; tick <= top * 1.001; tick *= 10) {
      double at = level(tick, bottom, top);
      svg.line(x - 4, at, x + width, at, "grid");
      svg.text(x - 8, at + 4, "end", percent(tick));
    }
    StringBuilder line = new StringBuilder();
    Svg dots = new Svg();
    for (int i = 0; i < densities.size(); i++) {
      TraceStatistics.Density density = densities.get(i);
      double at = x + (i + 0.5) * width / densities.size();
      if (i % 2 == 1) {
        svg.text(at, y + height + 18, "mid", ByteSize.text(density.granularity()));
      }
      svg.line(at, y + height, at, y + height + 4, "axis");
      if (density.dirty() > 0) {
        double level = level(density.share(), bottom, top);
        line.append(
            String.format(Locale.ROOT, "%s%.1f %.1f", line.length() == 0 ? "M" : "L", at, level));
        dots.add("<circle class=\"write\" cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"/>", at, level);
        if (i == 0 || i == 3 || i == 7 || i == densities.size() - 1) {
          boolean low = level - y < 30;
          String anchor = i == 0 ? "start" : i == densities.size() - 1 ? "end" : "mid";
          double shifted = at + (i == 0 ? -8 : i == densities.size() - 1 ? 8 : 0);
          dots.text(shifted, low ? level + 20 : level - 9, anchor, percent(density.share()));
        }
      }
    }
    if (line.length() > 0) {
      svg.add("<path class=\"curve\" d=\"%s\"/>", line);
    }
    svg.add(dots.toString());
  }

  private double level(double share, double bottom, double top) {
    return y + height - height * Math.log(share / bottom) / Math.log(top / bottom);
  }

  private static String percent(double share) {
    double percent = share * 100;
    int decimals = Math.max(0, 2 - (int) Math.floor(Math.log10(percent)) - 1);
    String text = String.format(Locale.ROOT, "%." + Math.min(10, decimals) + "f", percent);
    return (text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text) + " %";
  }
}

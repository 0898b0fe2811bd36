package dev.dirtybench.workloads.portrait;

import dev.dirtybench.workloads.ByteSize;
import java.util.Locale;

/**
 * Draws address over time: the more operations touched a cell, the stronger its colour. Addresses
 * that nothing touched are left out.
 */
final class RasterPanel {
  private static final int SHADES = 5;
  private static final double FAINTEST = 0.35;
  private static final double LABEL_HEIGHT = 15;
  private static final double LINE_DISTANCE = 48;
  private static final double[] STEPS = {1, 2, 5};

  private final Raster raster;
  private final Bands bands;
  private final double x;
  private final double y;
  private final double width;
  private final double height;

  RasterPanel(Raster raster, double x, double y, double width, double height) {
    this.raster = raster;
    this.bands = new Bands(raster);
    this.x = x;
    this.y = y;
    this.width = width;
    this.height = height;
  }

  void draw(Svg svg) {
    svg.text(x, y - 12, "h", "Address over time");
    if (bands.hasGaps()) {
      svg.text(x + 154, y - 12, "note", "without what nothing touched");
    }
    int most = 1;
    for (Raster.Layer layer : Raster.Layer.values()) {
      most = Math.max(most, most(layer));
    }
    legend(svg, most);
    svg.add(
        "<rect class=\"frame\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
        x, y, width, height);
    addresses(svg);
    times(svg);
    svg.add(
        "<g shape-rendering=\"crispEdges\" transform=\"translate(%.1f %.1f) scale(%.5f %.5f)\">",
        x, y, width / raster.columns(), height / bands.size());
    layer(svg, Raster.Layer.DISCARDS_AND_ZEROES, "discard", most);
    layer(svg, Raster.Layer.WRITES, "write", most);
    svg.add("</g>");
  }

  private int most(Raster.Layer layer) {
    int most = 0;
    for (int column = 0; column < raster.columns(); column++) {
      for (int row = 0; row < bands.size(); row++) {
        most = Math.max(most, bands.count(layer, column, row));
      }
    }
    return most;
  }

  private void legend(Svg svg, int most) {
    double right = x + width;
    boolean discards = most(Raster.Layer.DISCARDS_AND_ZEROES) > 0;
    svg.text(right, y - 12, "end", String.format(Locale.ROOT, "1 to %,d in a cell", most));
    double at = right - 150;
    if (discards) {
      at = swatches(svg, at, "discard", "discards, zeroes");
    }
    swatches(svg, at, "write", "writes");
  }

  private double swatches(Svg svg, double right, String kind, String label) {
    double left = right - SHADES * 10;
    for (int i = 0; i < SHADES; i++) {
      svg.add(
          "<rect class=\"%s\" opacity=\"%.2f\" x=\"%.1f\" y=\"%.1f\" width=\"10\" height=\"10\"/>",
          kind, opacity(i), left + i * 10, y - 21);
    }
    svg.text(left - 6, y - 12, "end", label);
    return left - 6 - label.length() * 6.4 - 14;
  }

  private static double opacity(int shade) {
    return FAINTEST + (1 - FAINTEST) * shade / (SHADES - 1);
  }

  private void layer(Svg svg, Raster.Layer layer, String kind, int most) {
    for (int shade = 0; shade < SHADES; shade++) {
      StringBuilder path = new StringBuilder();
      for (int row = 0; row < bands.size(); row++) {
        int column = 0;
        while (column < raster.columns()) {
          int first = column;
          while (column < raster.columns() && shade(layer, column, row, most) == shade) {
            column++;
          }
          if (column > first) {
            path.append('M').append(first).append(' ').append(bands.size() - 1 - row);
            path.append('h').append(column - first).append("v1h").append(first - column);
            path.append('z');
          } else {
            column++;
          }
        }
      }
      if (path.length() > 0) {
        svg.add("<path class=\"%s\" opacity=\"%.2f\" d=\"%s\"/>", kind, opacity(shade), path);
      }
    }
  }

  private int shade(Raster.Layer layer, int column, int row, int most) {
    int count = bands.count(layer, column, row);
    if (count == 0) {
      return -1;
    }
    return most == 1
        ? SHADES - 1
        : (int) Math.min(SHADES - 1, SHADES * Math.log(count) / Math.log(most));
  }

  private void addresses(Svg svg) {
    double rowHeight = height / bands.size();
    double lastLabel = Double.POSITIVE_INFINITY;
    double lastLine = Double.POSITIVE_INFINITY;
    for (int row = 0; row < bands.size(); row++) {
      double bottom = y + height - row * rowHeight;
      if (bands.isGap(row)) {
        svg.add(
            "<rect class=\"gap\" x=\"%.1f\" y=\"%.2f\" width=\"%.1f\" height=\"%.2f\"/>",
            x, bottom - rowHeight, width, rowHeight);
      } else if (bands.startsBand(row) || lastLine - bottom >= LINE_DISTANCE) {
        if (lastLabel - bottom >= LABEL_HEIGHT) {
          svg.line(x - 4, bottom, x, bottom, "axis");
          long address = bands.address(row);
          svg.text(x - 8, bottom + 4, "end", address == 0 ? "0" : ByteSize.text(address));
          lastLabel = bottom;
        }
        lastLine = bottom;
      }
    }
  }

  private void times(Svg svg) {
    double seconds = raster.columns() * raster.columnSeconds();
    double unit = seconds < 0.01 ? 1e-6 : seconds < 2 ? 1e-3 : 1;
    String name = seconds < 0.01 ? "µs" : seconds < 2 ? "ms" : "s";
    if (seconds > 3 * 86400) {
      unit = 86400;
      name = "d";
    } else if (seconds > 3 * 3600) {
      unit = 3600;
      name = "h";
    } else if (seconds > 1200) {
      unit = 60;
      name = "min";
    }
    double span = seconds / unit;
    double step = Math.pow(10, Math.floor(Math.log10(span / 8)));
    for (int i = 0; span / step > 10; i++) {
      step *= STEPS[(i + 1) % STEPS.length] / STEPS[i % STEPS.length] * (i % 3 == 2 ? 10 : 1);
    }
    for (double at = 0; at <= span * 1.0001; at += step) {
      double tick = x + at / span * width;
      svg.line(tick, y + height, tick, y + height + 4, "axis");
      svg.text(tick, y + height + 18, "mid", number(at) + ' ' + name);
    }
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.6f", value);
    return text.replaceFirst("\\.?0+$", "");
  }
}

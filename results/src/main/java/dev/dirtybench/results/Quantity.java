package dev.dirtybench.results;

import java.util.List;

/** What a row of a table shows, with the units in which it may be shown, the smallest first. */
public enum Quantity {
  /** Nanoseconds; less is better. */
  TIME(
      List.of(
          new Scale("ns", 1),
          new Scale("\u00b5s", 1e3),
          new Scale("ms", 1e6),
          new Scale("s", 1e9))),
  /** Events per second; more is better. */
  RATE(List.of(new Scale("", 1), new Scale("k", 1e3), new Scale("M", 1e6), new Scale("G", 1e9))),
  /** Bytes; less is better. */
  BYTES(
      List.of(
          new Scale("B", 1),
          new Scale("KiB", 0x1p10),
          new Scale("MiB", 0x1p20),
          new Scale("GiB", 0x1p30),
          new Scale("TiB", 0x1p40)));

  /**
   * One unit.
   *
   * @param name as shown
   * @param size in the base unit
   */
  record Scale(String name, double size) {}

  private final List<Scale> scales;

  Quantity(List<Scale> scales) {
    this.scales = scales;
  }

  /** The unit that suits a row: the largest in which its smallest or best value is 1 or more. */
  Scale scaleFor(double reference) {
    Scale chosen = scales.get(0);
    for (Scale scale : scales) {
      if (reference >= scale.size()) {
        chosen = scale;
      }
    }
    return chosen;
  }

  /** Which of two values is the better one. */
  double better(double first, double second) {
    return this == RATE ? Math.max(first, second) : Math.min(first, second);
  }

  /** How many times worse a value is than the best, 1 or more. */
  double ratio(double value, double best) {
    return this == RATE ? best / value : value / best;
  }
}

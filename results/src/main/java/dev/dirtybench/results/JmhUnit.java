package dev.dirtybench.results;

import java.util.Map;
import java.util.Optional;

/**
 * A unit in which JMH reports a benchmark, reduced to nanoseconds per pass or passes per second.
 *
 * @param quantity time or rate
 * @param factor what one of the unit is in the quantity's base unit
 */
public record JmhUnit(Quantity quantity, double factor) {
  /** JMH's labels of time units, in nanoseconds. */
  private static final Map<String, Double> NANOSECONDS =
      Map.of("ns", 1.0, "us", 1e3, "ms", 1e6, "s", 1e9, "min", 60e9, "hr", 3600e9, "day", 86400e9);

  /**
   * Reads a unit such as {@code us/op} or {@code ops/s}.
   *
   * @param text JMH's unit
   * @return the unit, empty if it is neither a time per operation nor operations per time
   */
  public static Optional<JmhUnit> parse(String text) {
    if (text.endsWith("/op")) {
      Double ns = NANOSECONDS.get(text.substring(0, text.length() - 3));
      return Optional.ofNullable(ns).map(factor -> new JmhUnit(Quantity.TIME, factor));
    }
    if (text.startsWith("ops/")) {
      Double ns = NANOSECONDS.get(text.substring(4));
      return Optional.ofNullable(ns).map(factor -> new JmhUnit(Quantity.RATE, 1e9 / factor));
    }
    return Optional.empty();
  }
}

package dev.dirtybench.results;

import java.util.Map;

/**
 * What JMH measured in one cell, with what it takes to show it.
 *
 * @param metric name of the metric, such as {@code time}
 * @param unit JMH's unit of the raw values, such as {@code us/op}; an operation is one pass
 * @param samples raw values per pass, as JMH gave them; all finite and above 0
 * @param unitsPerPass how many of the things that {@code per} names one pass handles, above 0
 * @param per what a shown value counts, in the singular: {@code write}, {@code extent}
 * @param threads benchmark threads, 1 or more
 * @param secondary JMH's secondary metrics by name, in their own units
 */
public record Measurement(
    String metric,
    String unit,
    Samples samples,
    double unitsPerPass,
    String per,
    int threads,
    Map<String, JmhMetric> secondary) {

  /**
   * Takes over what JMH says of a cell.
   *
   * @param result one entry of JMH's JSON, in mode avgt, ss, sample or thrpt
   * @param unitsPerPass how many of the things that {@code per} names one pass handles, above 0
   * @param per what a shown value counts, in the singular: {@code write}, {@code extent}
   * @return the measurement
   * @throws ResultFormatException if a value is not a finite number above 0, or the unit is neither
   *     a time nor a rate
   */
  public static Measurement of(JmhResult result, double unitsPerPass, String per)
      throws ResultFormatException {
    throw new ResultFormatException(result.source(), "/primaryMetric", "", "");
  }
}

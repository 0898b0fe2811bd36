package dev.dirtybench.results;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What JMH measured in one cell, with what it takes to show it.
 *
 * @param metric name of the metric: {@code time} or {@code rate}
 * @param unit JMH's unit of the raw values, such as {@code us/op}; an operation is one pass
 * @param samples raw values per pass, as JMH gave them; finite and above 0, some in every fork
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

  /** Checks everything that a score is computed from. */
  public Measurement {
    require(JmhUnit.parse(unit).isPresent(), "a unit such as ns/op or ops/s", unit);
    require(!samples.hasEmptyFork(), "values in every fork", samples);
    require(samples.values().allMatch(Measurement::canBeShown), "values above 0", samples);
    require(canBeShown(unitsPerPass), "unitsPerPass above 0", unitsPerPass);
    require(per != null && !per.isBlank(), "what is counted, such as write", per);
    require(threads > 0, "1 thread or more", threads);
    secondary = Collections.unmodifiableMap(new LinkedHashMap<>(secondary));
  }

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
    String unit = result.primary().unit();
    Samples samples = result.primary().samples();
    String pointer = result.pointer() + "/primaryMetric";
    JmhUnit known =
        JmhUnit.parse(unit)
            .orElseThrow(
                () ->
                    new ResultFormatException(
                        result.source(),
                        pointer + "/scoreUnit",
                        "a time per operation or operations per time, such as ns/op or ops/s",
                        '"' + unit + '"'));
    if (!samples.values().allMatch(Measurement::canBeShown)) {
      throw new ResultFormatException(
          result.source(), pointer + "/rawData", "finite numbers above 0", samples.toString());
    }
    return new Measurement(
        known.quantity() == Quantity.TIME ? "time" : "rate",
        unit,
        samples,
        unitsPerPass,
        per,
        result.threads(),
        result.secondary());
  }

  /**
   * The score as it is shown: for each thing that {@code per} names, or of them per second.
   *
   * @return the score, in {@link #shownUnit()}
   */
  public Score score() {
    return Score.of(samples).times(shownFactor());
  }

  /** What a raw value is multiplied with to be shown. */
  double shownFactor() {
    return jmhUnit().factor() * (quantity() == Quantity.TIME ? 1 / unitsPerPass : unitsPerPass);
  }

  /**
   * The unit of {@link #score()}, the same for all cells of an operation.
   *
   * @return such as {@code ns/write} or {@code write/s}
   */
  public String shownUnit() {
    return quantity() == Quantity.TIME ? "ns/" + per : per + "/s";
  }

  /**
   * The score in a handy unit, for a line of progress.
   *
   * @return such as {@code 10.2 \u00b5s/pass}
   */
  public String headline() {
    double value = score().value();
    Quantity.Scale scale = quantity().scaleFor(value);
    double shown = value / scale.size();
    String unit =
        quantity() == Quantity.TIME ? scale.name() + "/" + per : scale.name() + per + "/s";
    return Numbers.fixed(shown, Numbers.decimals(shown)) + ' ' + unit;
  }

  Quantity quantity() {
    return jmhUnit().quantity();
  }

  private JmhUnit jmhUnit() {
    return JmhUnit.parse(unit).orElseThrow();
  }

  private static boolean canBeShown(double value) {
    return value > 0 && Double.isFinite(value);
  }

  private static void require(boolean holds, String expected, Object found) {
    if (!holds) {
      throw new IllegalArgumentException("a measurement must have " + expected + ", got " + found);
    }
  }
}

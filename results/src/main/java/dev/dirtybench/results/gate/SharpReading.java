package dev.dirtybench.results.gate;

import java.util.Locale;

/**
 * What one arm showed in a sharp gate: a number, or a text such as a digest.
 *
 * @param number NaN for a text
 * @param text as it is shown
 */
public record SharpReading(double number, String text) {
  /**
   * A number.
   *
   * @param number any
   * @return the reading; whole numbers are shown without a fraction
   */
  public static SharpReading of(double number) {
    if (Double.isNaN(number)) {
      return of("-");
    }
    boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
    return new SharpReading(
        number, whole ? Long.toString((long) number) : String.format(Locale.ROOT, "%.1f", number));
  }

  /**
   * A text.
   *
   * @param text any
   * @return the reading
   */
  public static SharpReading of(String text) {
    return new SharpReading(Double.NaN, text);
  }
}

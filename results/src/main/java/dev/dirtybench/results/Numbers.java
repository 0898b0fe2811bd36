package dev.dirtybench.results;

import java.util.Locale;

/** Numbers as tables show them: three significant digits, the same in every locale. */
final class Numbers {
  private static final int MOST_DECIMALS = 6;

  private Numbers() {}

  /** How many decimals show three significant digits of a value, once it is rounded to them. */
  static int decimals(double value) {
    int decimals = 0;
    for (double scaled = Math.abs(value);
        scaled < 99.95 && decimals < MOST_DECIMALS && scaled != 0;
        scaled *= 10) {
      decimals++;
    }
    return value == 0 ? 0 : Math.max(0, decimals);
  }

  static String fixed(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** A ratio of 1 or more, such as 1.00, 12.3, 123 or 1.2e5. */
  static String ratio(double ratio) {
    if (ratio < 9.995) {
      return fixed(ratio, 2);
    }
    if (ratio < 9999.5) {
      return fixed(ratio, decimals(ratio));
    }
    return String.format(Locale.ROOT, "%.1e", ratio).replace("e+0", "e").replace("e+", "e");
  }
}

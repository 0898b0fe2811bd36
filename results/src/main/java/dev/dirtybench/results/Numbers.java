package dev.dirtybench.results;

import java.util.Locale;

/**
 * Numbers as tables show them, the same in every locale: three significant digits, but not more
 * than two decimals where those still leave two digits.
 */
final class Numbers {
  private static final int MOST_DECIMALS = 6;

  private Numbers() {}

  /** How many decimals a value is shown with. */
  static int decimals(double value) {
    if (value == 0 || value >= 99.95) {
      return 0;
    }
    if (value >= 0.0995) {
      return value >= 9.995 ? 1 : 2;
    }
    return Math.min(MOST_DECIMALS, 1 - (int) Math.floor(Math.log10(value)));
  }

  /** A number of bytes in a handy unit, {@link MachineFacts#UNKNOWN} if it is negative. */
  static String bytes(long bytes) {
    if (bytes < 0) {
      return MachineFacts.UNKNOWN;
    }
    Quantity.Scale scale = Quantity.BYTES.scaleFor(bytes);
    double shown = bytes / scale.size();
    return fixed(shown, scale.size() == 1 ? 0 : decimals(shown)) + ' ' + scale.name();
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

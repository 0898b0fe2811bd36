package dev.dirtybench.results;

/** Which way a metric improves. */
final class Better {
  static final String LOWER = "lower";
  static final String HIGHER = "higher";
  static final String NOT_KNOWN = "";

  private Better() {}

  /** By JMH's unit: less of anything per operation, more operations per time, else not known. */
  static String of(String unit) {
    if (unit.endsWith("/op")) {
      return LOWER;
    }
    return unit.startsWith("ops/") ? HIGHER : NOT_KNOWN;
  }
}

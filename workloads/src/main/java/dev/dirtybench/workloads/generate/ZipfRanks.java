package dev.dirtybench.workloads.generate;

/**
 * Ranks 1 to n drawn so that rank k is as likely as {@code k^-theta}, in constant time and memory.
 *
 * <p>Rejection-inversion after Hörmann and Derflinger, "Rejection-inversion to generate variates
 * from monotone discrete distributions" (ACM TOMACS 6(3), 1996): draw a point under the continuous
 * curve {@code x^-theta} by inverting its integral H, round to the nearest rank, and accept where
 * the point also lies under that rank's bar. {@link StrictMath} keeps a seed's ranks the same on
 * every JDK and processor.
 */
final class ZipfRanks {
  private final double theta;
  private final long count;
  private final double integralAtStart;
  private final double integralAtEnd;
  private final double alwaysInside;

  /**
   * Ranks 1 to a count.
   *
   * @param count 1 to 2^52
   * @param theta 0 (all ranks alike) or more
   */
  ZipfRanks(long count, double theta) {
    this.count = count;
    this.theta = theta;
    // The first bar has an area of 1 whatever the curve does left of 1.5.
    integralAtStart = integral(1.5) - 1;
    integralAtEnd = integral(count + 0.5);
    alwaysInside = 2 - inverse(integral(2.5) - height(2));
  }

  long next(SplitMix64 random) {
    while (true) {
      double area = integralAtEnd + random.fraction() * (integralAtStart - integralAtEnd);
      double x = inverse(area);
      long rank = Math.min(Math.max((long) (x + 0.5), 1), count);
      if (rank - x <= alwaysInside || area >= integral(rank + 0.5) - height(rank)) {
        return rank;
      }
    }
  }

  private double height(double x) {
    return StrictMath.exp(-theta * StrictMath.log(x));
  }

  /** {@code (x^(1-theta) - 1) / (1-theta)}, and its limit {@code ln x} where theta is 1. */
  private double integral(double x) {
    double log = StrictMath.log(x);
    double exponent = (1 - theta) * log;
    return exponent == 0 ? log : log * (StrictMath.expm1(exponent) / exponent);
  }

  private double inverse(double area) {
    double scaled = Math.max(area * (1 - theta), -1);
    return StrictMath.exp(scaled == 0 ? area : area * (StrictMath.log1p(scaled) / scaled));
  }
}

package dev.dirtybench.workloads.generate;

/**
 * A stream of random numbers that a seed fixes for ever.
 *
 * <p>SplitMix64, after Steele, Lea and Flood, "Fast splittable pseudorandom number generators"
 * (OOPSLA 2014): a counter in steps of 2^64 divided by the golden ratio, each value mixed. {@link
 * java.util.SplittableRandom} draws the same 64-bit values today, but its documentation leaves
 * itself free to draw others, and how it makes bounded numbers of them has changed between JDKs.
 * Not for use by several threads at once.
 */
public final class SplitMix64 {
  private static final long STEP = 0x9e3779b97f4a7c15L;

  private long state;

  /** A stream of the numbers of a seed. */
  public SplitMix64(long seed) {
    state = seed;
  }

  /** All 64 bits random. */
  public long next() {
    state += STEP;
    return mix(state);
  }

  /** One to one, every bit of the result depends on every bit of the argument. */
  static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /**
   * A number below a bound, all equally likely.
   *
   * @param bound 1 or more
   * @return 0 to {@code bound - 1}
   */
  public long below(long bound) {
    while (true) {
      long draw = next() >>> 1;
      long result = draw % bound;
      // Draws from the last, incomplete run of bound values would favour small results.
      if (draw - result <= Long.MAX_VALUE - (bound - 1)) {
        return result;
      }
    }
  }

  /**
   * A fraction.
   *
   * @return 0 to less than 1, a multiple of 2^-53
   */
  public double fraction() {
    return (next() >>> 11) * 0x1.0p-53;
  }
}

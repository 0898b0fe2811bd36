package dev.dirtybench.testkit;

import java.util.Random;

/** Random words of a given density, and the seed they come from. */
final class RandomBits {
  /** Shares of dirty bits that the random tests start from. */
  static final double[] DENSITIES = {0, 0.01, 0.1, 0.5, 0.9, 0.99, 1};

  private static final String SEED_PROPERTY = "dirtybench.seed";

  private RandomBits() {}

  /** The seed of the property {@code dirtybench.seed}, else the same one on every run. */
  static long seed() {
    return Long.getLong(SEED_PROPERTY, 20_190_311L);
  }

  static String replay(long seed) {
    return "repeat with -D" + SEED_PROPERTY + "=" + seed;
  }

  /** Words in which each of so many bits is set with a probability; ghost bits are zero. */
  static long[] words(Random random, long bitCount, double density) {
    long[] words = new long[(int) ((bitCount + 63) / 64)];
    for (long bit = 0; bit < bitCount; bit++) {
      if (random.nextDouble() < density) {
        words[(int) (bit / 64)] |= 1L << (bit % 64);
      }
    }
    return words;
  }
}

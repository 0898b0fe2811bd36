package dev.dirtybench.workloads.generate;

/**
 * A fixed, random-looking order of the numbers 0 to n - 1: one to one, without a table.
 *
 * <p>Numbers of as many bits as n needs are multiplied by odd numbers and folded, both of which can
 * be undone and so lose nothing; a result that is n or more goes through again until it is less.
 */
final class ScatteredOrder {
  private static final int ROUNDS = 4;

  private final long count;
  private final long mask;
  private final int fold;
  private final long[] factors = new long[ROUNDS];

  /**
   * An order of {@code count} numbers.
   *
   * @param count 1 or more
   * @param random where the order comes from
   */
  ScatteredOrder(long count, SplitMix64 random) {
    this.count = count;
    int bits = Math.max(2, 64 - Long.numberOfLeadingZeros(count - 1));
    mask = -1L >>> -bits;
    fold = (bits + 1) / 2;
    for (int i = 0; i < ROUNDS; i++) {
      factors[i] = random.next() | 1;
    }
  }

  /**
   * The number at a place.
   *
   * @param place 0 to {@code count - 1}
   * @return 0 to {@code count - 1}, another one for each place
   */
  long at(long place) {
    long value = place;
    do {
      for (long factor : factors) {
        value = value * factor & mask;
        value ^= value >>> fold;
      }
    } while (value >= count);
    return value;
  }
}

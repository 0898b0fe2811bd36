package dev.dirtybench.workloads.stat;

/**
 * A sample of the whole numbers from 0 on: at level k exactly one, by chance, of each aligned group
 * of 2^k; the sample of a level is a part of the one of every lower level.
 *
 * <p>Spatial sampling as in SHARDS (Waldspurger and others, FAST 2015): whether a number is in the
 * sample depends on the number alone, so that all that happens to it is seen. One for each group,
 * instead of a threshold of a hash, lets a long range be walked without a look at every number.
 */
final class NestedSample {
  /** The highest level. */
  static final int MAX_LEVEL = 55;

  private static final long SALT = 0x9e3779b97f4a7c15L;

  private NestedSample() {}

  /** Whether a number is in the sample of a level. */
  static boolean contains(long number, int level) {
    for (int i = 0; i < level; i++) {
      if (((number >>> i) & 1) != coin(number >>> (i + 1), i)) {
        return false;
      }
    }
    return true;
  }

  /** The number of the sample in a group, the numbers from {@code group << level} on. */
  static long ofGroup(long group, int level) {
    long number = group;
    for (int i = level - 1; i >= 0; i--) {
      number = number << 1 | coin(number, i);
    }
    return number;
  }

  private static long coin(long half, int level) {
    long mixed = (half + SALT * (level + 1)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 32) * 0x94d049bb133111ebL;
    return (mixed ^ mixed >>> 29) & 1;
  }
}

package dev.dirtybench.benchmarks.ruler;

/**
 * Makes small arrays of which a few thousand live for a while, so that the collector runs: the
 * speed of allocation and of young collections.
 */
final class AllocationRuler implements Ruler {
  private static final int ARRAYS = 1 << 15;
  private static final int ARRAY_WORDS = 14;
  private static final int ALIVE = 1 << 13;

  private final long[][] alive = new long[ALIVE][];
  private int place;

  @Override
  public String name() {
    return "allocate-gc";
  }

  @Override
  public String unit() {
    return "array";
  }

  @Override
  public long units() {
    return ARRAYS;
  }

  @Override
  public long run() {
    for (int i = 0; i < ARRAYS; i++) {
      long[] array = new long[ARRAY_WORDS];
      array[i % ARRAY_WORDS] = i;
      alive[place] = array;
      place = (place + 1) & (ALIVE - 1);
    }
    return alive[place][0];
  }
}

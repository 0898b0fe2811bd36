package dev.dirtybench.benchmarks.ruler;

/** Counts the bits of an array that stays in the L1 cache: the speed of the core alone. */
final class PopcountRuler implements Ruler {
  private static final int WORDS = 2048;
  private static final int TURNS = 1024;

  private final long[] words = new long[WORDS];

  PopcountRuler() {
    for (int i = 0; i < WORDS; i++) {
      words[i] = i * 0x9e3779b97f4a7c15L;
    }
  }

  @Override
  public String name() {
    return "popcount-l1";
  }

  @Override
  public String unit() {
    return "word";
  }

  @Override
  public long units() {
    return (long) WORDS * TURNS;
  }

  @Override
  public long run() {
    long count = 0;
    for (int turn = 0; turn < TURNS; turn++) {
      count += count();
      words[turn] = Long.rotateLeft(words[turn], 1);
    }
    return count;
  }

  private int count() {
    int count = 0;
    for (long word : words) {
      count += Long.bitCount(word);
    }
    return count;
  }
}

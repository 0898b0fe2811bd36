package dev.dirtybench.benchmarks.ruler;

/** Copies 64 MiB from one array to another: the speed of the memory. */
final class CopyRuler implements Ruler {
  private static final int MIB = 64;
  private static final int WORDS = MIB << 17;

  private final long[] source = new long[WORDS];
  private final long[] target = new long[WORDS];

  CopyRuler() {
    for (int i = 0; i < WORDS; i++) {
      source[i] = i;
    }
  }

  @Override
  public String name() {
    return "copy-64m";
  }

  @Override
  public String unit() {
    return "KiB";
  }

  @Override
  public long units() {
    return MIB << 10;
  }

  @Override
  public long run() {
    source[0]++;
    System.arraycopy(source, 0, target, 0, WORDS);
    return target[0] + target[WORDS - 1];
  }
}

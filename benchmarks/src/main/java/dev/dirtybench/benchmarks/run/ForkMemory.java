package dev.dirtybench.benchmarks.run;

import java.util.List;

/**
 * How much memory a fork gets: a fixed heap, so that no run is disturbed by its growth.
 *
 * @param heapMiB fixed size of the heap
 */
public record ForkMemory(long heapMiB) {
  private static final long BASE_MIB = 384;

  /** Bitmaps that the hungriest pass holds at once: the windows, their union and a spare. */
  private static final long BITMAPS = 12;

  /**
   * What bitmaps of so many bits need, were they dense words.
   *
   * @param bits of one bitmap
   * @param traceOperations columns of the trace on the heap
   * @return the memory
   */
  public static ForkMemory forBits(long bits, long traceOperations) {
    long bitmapBytes = bits / 8 * BITMAPS;
    long traceBytes = traceOperations * 120;
    return new ForkMemory(BASE_MIB + ((bitmapBytes + traceBytes) >> 20));
  }

  /**
   * The flags of a fork.
   *
   * @return arguments for the launcher
   */
  public List<String> flags() {
    return List.of(
        "-XX:+UseSerialGC",
        "-Xms" + heapMiB + "m",
        "-Xmx" + heapMiB + "m",
        "-XX:MaxDirectMemorySize=" + heapMiB + "m",
        "-XX:+AlwaysPreTouch");
  }
}

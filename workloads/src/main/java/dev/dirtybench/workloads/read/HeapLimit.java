package dev.dirtybench.workloads.read;

/** How many operations a trace may have in this JVM, so that input cannot exhaust the heap. */
public final class HeapLimit {
  // 25 bytes an operation at rest; while the columns grow, one of them exists twice, and the
  // columns have room to spare. Half the heap stays for everything else.
  private static final int HEAP_BYTES_PER_OPERATION = 64;
  private static final int MOST = Integer.MAX_VALUE - 8;

  private HeapLimit() {}

  public static int operations() {
    return (int) Math.min(Runtime.getRuntime().maxMemory() / HEAP_BYTES_PER_OPERATION, MOST);
  }
}

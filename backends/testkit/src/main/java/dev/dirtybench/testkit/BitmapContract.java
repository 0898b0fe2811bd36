package dev.dirtybench.testkit;

import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Capability;

/**
 * The tests that every backend passes; a backend's test class extends this one.
 *
 * <p>The one method to write is {@link #provider()}. The tests themselves stand in the parts that
 * this class implements, by concern. What a backend does not claim, such as {@link
 * Capability#OFF_HEAP}, is reported as skipped.
 */
public abstract class BitmapContract
    implements MarkingContract,
        ScanContract,
        SearchContract,
        ResizeContract,
        SerializeContract,
        BufferContract,
        WordContract,
        MergeContract,
        RandomOperationsContract,
        RefusalContract,
        LargeBitmapContract,
        CloseContract,
        OffHeapContract,
        ConcurrentWritersContract,
        NativeFormatContract {
  /** For the test class of a backend. */
  protected BitmapContract() {}

  /**
   * The backend under test.
   *
   * @return a new provider, or one that tests may share
   */
  protected abstract BitmapProvider provider();

  /**
   * The most bits that a test may ask the backend for. Those above 2^32 are sparse. By default what
   * the backend can hold, but at most 2^34, and at most 2^27 if memory follows the disk size.
   *
   * @return bits; more than 2^32 switches the test of large sparse bitmaps on
   */
  protected long largestBitCountToTest() {
    boolean compressed = provider().capabilities().contains(Capability.COMPRESSED);
    return Math.min(provider().maxBits(), compressed ? 1L << 34 : 1L << 27);
  }

  /**
   * How often the test for leaks creates and closes a bitmap. By default a million times, and
   * 20,000 times where every bitmap is a file of its own.
   *
   * @return cycles, 1,000 or more
   */
  protected int createCloseCycles() {
    return provider().capabilities().contains(Capability.MEMORY_MAPPED) ? 20_000 : 1_000_000;
  }

  @Override
  public final BitmapProvider backend() {
    return provider();
  }

  @Override
  public final long largestBitCount() {
    return largestBitCountToTest();
  }

  @Override
  public final int cycles() {
    return createCloseCycles();
  }
}

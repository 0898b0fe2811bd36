package dev.dirtybench.workloads.stat;

import dev.dirtybench.workloads.TraceFormatException;

/**
 * What was written and when, granule by granule of 4 KiB, without any sampling: for models of
 * traces. For use by one thread.
 */
public final class WriteHistory {
  /** Bytes of a granule. */
  public static final int GRANULARITY = 1 << WrittenGranules.GRANULE_BITS;

  private final String trace;
  private final DirtyRegions regions = new DirtyRegions();
  private final WrittenGranules granules = new WrittenGranules(new Touches());
  private long fresh;
  private long again;
  private double logSum;

  /** Takes dirty extents. */
  public interface Extents {
    /**
     * One extent.
     *
     * @param firstGranule its first granule
     * @param count how many granules
     */
    void extent(long firstGranule, long count);
  }

  /**
   * Nothing written yet.
   *
   * @param trace what errors call it
   */
  public WriteHistory(String trace) {
    this.trace = trace;
  }

  private final class Touches implements WrittenGranules.Touches {
    @Override
    public void first(long tick, long weight) {
      fresh++;
    }

    @Override
    public void again(long tick, long weight, long bytesBetween, long lastTick) {
      again++;
      logSum += Math.log(bytesBetween + (double) GRANULARITY);
    }
  }

  /**
   * Takes one write.
   *
   * @param offset bytes
   * @param length bytes, 1 or more
   * @throws TraceFormatException if more is written than can be remembered
   */
  public void write(long offset, long length) throws TraceFormatException {
    fresh = 0;
    again = 0;
    logSum = 0;
    regions.mark(offset, length);
    granules.mark(offset, length, 0);
    if (regions.level() > 0 || granules.level() > 0) {
      throw new TraceFormatException(
          trace,
          "as a model",
          "at most "
              + (WrittenGranules.MAX_GRANULES >> 30 - WrittenGranules.GRANULE_BITS)
              + " GiB of the disk written (see skip and limit)",
          "more");
    }
  }

  /**
   * How many granules the last write was the first of.
   *
   * @return 0 or more
   */
  public long fresh() {
    return fresh;
  }

  /**
   * Bytes that were written between the last write and the one before of the same place: the
   * geometric mean over the granules that had one.
   *
   * @return 0 or more; 0 also where all was fresh
   */
  public long distance() {
    return again == 0 ? 0 : Math.max(0, Math.round(Math.exp(logSum / again) - GRANULARITY));
  }

  /**
   * Visits the dirty extents in their order.
   *
   * @param visitor takes them
   */
  public void extents(Extents visitor) {
    regions.runs(WrittenGranules.GRANULE_BITS, visitor::extent);
  }
}

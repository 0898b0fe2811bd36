package dev.dirtybench.backend.ffm;

import dev.dirtybench.spi.BackendName;

/**
 * Bitmaps as those of {@link FfmProvider}, of which the Vector API counts, merges and searches
 * ranges.
 */
@BackendName("ffm-vector")
public final class FfmVectorProvider extends SegmentProvider {
  /** Creates nothing but itself. */
  public FfmVectorProvider() {
    super(SegmentKind.VECTOR);
  }

  @Override
  public String description() {
    return "as ffm, merged, counted and scanned by the Vector API";
  }
}

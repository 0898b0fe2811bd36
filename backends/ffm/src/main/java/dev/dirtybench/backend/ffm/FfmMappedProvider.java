package dev.dirtybench.backend.ffm;

import dev.dirtybench.spi.BackendName;

/**
 * Bitmaps in memory segments of mapped temporary files, which lie in {@code java.io.tmpdir} and go
 * with the bitmap.
 */
@BackendName("ffm-mapped")
public final class FfmMappedProvider extends SegmentProvider {
  /** Creates nothing but itself. */
  public FfmMappedProvider() {
    super(SegmentKind.MAPPED);
  }

  @Override
  public String description() {
    return "words with summary levels in a file mapped as a memory segment";
  }
}

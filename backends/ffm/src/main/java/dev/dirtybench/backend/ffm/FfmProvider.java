package dev.dirtybench.backend.ffm;

import dev.dirtybench.spi.BackendName;

/** Bitmaps in native memory segments of shared arenas, which any thread may use and close. */
@BackendName("ffm")
public final class FfmProvider extends SegmentProvider {
  /** Creates nothing but itself. */
  public FfmProvider() {
    super(SegmentKind.SHARED);
  }

  @Override
  public String description() {
    return "native words with summary levels in a memory segment of a shared arena";
  }
}

package dev.dirtybench.backend.ffm;

import dev.dirtybench.spi.BackendName;

/**
 * Bitmaps in native memory segments of confined arenas.
 *
 * <p>Stricter than the contract: only the thread that created a bitmap may use, merge and close it;
 * another gets a {@code WrongThreadException}.
 */
@BackendName("ffm-confined")
public final class FfmConfinedProvider extends SegmentProvider {
  /** Creates nothing but itself. */
  public FfmConfinedProvider() {
    super(SegmentKind.CONFINED);
  }

  @Override
  public String description() {
    return "native words with summary levels in a memory segment of a confined arena";
  }
}

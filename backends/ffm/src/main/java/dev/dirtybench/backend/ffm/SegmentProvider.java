package dev.dirtybench.backend.ffm;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Capability;
import dev.dirtybench.spi.Granularity;
import java.util.Optional;
import java.util.Set;

/** What the providers of this module have in common. */
abstract class SegmentProvider extends BitmapProvider {
  private final SegmentKind kind;

  SegmentProvider(SegmentKind kind) {
    this.kind = kind;
  }

  @Override
  public Optional<String> unavailable() {
    ModernJava java = ModernJava.here();
    return kind == SegmentKind.VECTOR ? java.missingForVectors() : java.missing();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if this JVM or this build cannot have it
   */
  @Override
  protected Bitmap newBitmap(long size, Granularity granularity) {
    Optional<String> reason = unavailable();
    if (reason.isPresent()) {
      throw new IllegalStateException("backend " + kind.backend() + " " + reason.get());
    }
    return ModernJava.bitmaps().create(kind, size, granularity);
  }

  @Override
  public long maxBits() {
    return SegmentBitmaps.MAX_BITS;
  }

  @Override
  public Set<Capability> capabilities() {
    return switch (kind) {
      case SHARED -> Set.of(Capability.OFF_HEAP);
      case MAPPED -> Set.of(Capability.OFF_HEAP, Capability.MEMORY_MAPPED);
      case CONFINED, VECTOR -> Set.of(Capability.OFF_HEAP, Capability.VARIANT);
    };
  }
}

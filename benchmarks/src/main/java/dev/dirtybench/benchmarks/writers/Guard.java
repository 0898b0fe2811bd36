package dev.dirtybench.benchmarks.writers;

import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Capability;
import dev.dirtybench.spi.Granularity;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** How a bitmap is guarded that several threads use. */
public enum Guard {
  /** Not at all: the backend stands it by itself. */
  NONE,
  /** By one lock for every use. */
  LOCK,
  /** By a lock that is shared to read and exclusive to write. */
  RWLOCK;

  /**
   * Creates a guarded bitmap.
   *
   * @param arm guard and backend, such as {@code none:concurrent} or {@code lock:hbitmap}
   * @param size bytes of the disk
   * @param granularity bytes per bit
   * @return the bitmap, clean, to be closed by the caller
   * @throws IllegalArgumentException if there is no such guard or backend, or the backend needs one
   */
  public static SharedBitmap create(String arm, long size, Granularity granularity) {
    int colon = arm.indexOf(':');
    Guard guard = of(arm.substring(0, Math.max(0, colon)), arm);
    BitmapProvider provider = Backends.load().require(arm.substring(colon + 1));
    Supplier<Bitmap> bitmaps = () -> provider.create(size, granularity);
    return switch (guard) {
      case LOCK -> LockedBitmap.byOneLock(bitmaps);
      case RWLOCK -> LockedBitmap.byReadWriteLock(bitmaps);
      case NONE -> {
        Set<Capability> needs = Set.of(Capability.CONCURRENT_WRITERS, Capability.SNAPSHOTS);
        if (!provider.capabilities().containsAll(needs)) {
          throw new IllegalArgumentException(
              "a bitmap without a guard needs a backend that states "
                  + needs
                  + ", got "
                  + arm
                  + "; take lock: or rwlock:");
        }
        yield new UnguardedBitmap(bitmaps);
      }
    };
  }

  private static Guard of(String name, String arm) {
    for (Guard guard : values()) {
      if (guard.name().toLowerCase(Locale.ROOT).equals(name)) {
        return guard;
      }
    }
    throw new IllegalArgumentException(
        "an arm must be none, lock or rwlock, a colon and a backend, got \"" + arm + '"');
  }
}

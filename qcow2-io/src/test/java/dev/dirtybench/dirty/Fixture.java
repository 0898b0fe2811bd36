package dev.dirtybench.dirty;

import dev.dirtybench.backend.bitset.BitSetProvider;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import java.util.SortedSet;
import java.util.TreeSet;

/** A disk of 16 MiB with a store, and short words for what tests do with it. */
final class Fixture {
  static final long KIB = 1024;
  static final long MIB = 1024 * KIB;
  static final Granularity G64K = Granularity.ofBytes(64 * KIB);
  static final Granularity G4K = Granularity.ofBytes(4 * KIB);

  final MemoryStore store = new MemoryStore();
  final BitmapNode node = node("q0", 16 * MIB, store);

  static BitmapNode node(String name, long size, PersistentStore store) {
    return BitmapNode.builder(new BitSetProvider(), size)
        .name(name)
        .store(store)
        .clusterSize(64 * KIB)
        .build();
  }

  DirtyBitmap add(String name) {
    return node.add(BitmapSpec.named(name));
  }

  DirtyBitmap addDisabled(String name) {
    return node.add(BitmapSpec.named(name).with(Recording.DISABLED));
  }

  DirtyBitmap addPersistent(String name) {
    DirtyBitmap bitmap = node.add(BitmapSpec.named(name).with(Persistence.PERSISTENT));
    store.stored.add(name);
    return bitmap;
  }

  /** The dirty granules, as their numbers. */
  static SortedSet<Long> dirty(DirtyBitmap bitmap) {
    SortedSet<Long> granules = new TreeSet<>();
    long step = bitmap.granularity().bytes();
    Bitmap bits = bitmap.bits();
    for (long at = 0; at < bits.size(); at += step) {
      if (bits.isDirty(at)) {
        granules.add(at / step);
      }
    }
    return granules;
  }

  static SortedSet<Long> granules(long... numbers) {
    SortedSet<Long> set = new TreeSet<>();
    for (long number : numbers) {
      set.add(number);
    }
    return set;
  }

  /** Writes one granule of 64 KiB for each number. */
  void write(long... numbers) {
    for (long number : numbers) {
      node.write(number * 64 * KIB, 64 * KIB);
    }
  }
}

package dev.dirtybench.qcow2.image;

import dev.dirtybench.dirty.BitmapNode;
import dev.dirtybench.dirty.DirtyBitmap;
import dev.dirtybench.qcow2.format.BitmapDirectory;
import dev.dirtybench.qcow2.format.BitmapDirectoryEntry;
import dev.dirtybench.qcow2.format.BitmapLimits;
import dev.dirtybench.qcow2.format.BitmapsExtension;
import dev.dirtybench.qcow2.format.HeaderArea;
import dev.dirtybench.spi.Granularity;
import java.util.HashSet;
import java.util.Set;

/** Says whether one more bitmap could be stored in an image. */
final class StoreLimits {
  private final HeaderArea area;
  private final BitmapDirectory directory;
  private final BitmapNode node;

  StoreLimits(HeaderArea area, BitmapDirectory directory, BitmapNode node) {
    this.area = area;
    this.directory = directory;
    this.node = node;
  }

  void requireCanStore(String name, Granularity granularity, long size) {
    if (area.header().version() < 3) {
      throw new IllegalArgumentException(
          "cannot store bitmap \""
              + name
              + "\": an image of version 2 holds no bitmaps; upgrade it with"
              + " qemu-img amend -o compat=1.1");
    }
    BitmapLimits.requireStorable(name, size, granularity.bits(), area.header().clusterBits());
    Set<String> names = new HashSet<>();
    directory.entries().forEach(entry -> names.add(entry.name()));
    for (DirtyBitmap bitmap : node.bitmaps()) {
      if (bitmap.isPersistent()) {
        bitmap.name().ifPresent(names::add);
      }
    }
    names.add(name);
    long bytes = names.stream().mapToLong(StoreLimits::entryBytes).sum();
    if (names.size() > BitmapLimits.MAX_BITMAPS || bytes > BitmapLimits.MAX_DIRECTORY_BYTES) {
      throw new IllegalArgumentException(
          "cannot store bitmap \""
              + name
              + "\": an image holds at most "
              + BitmapLimits.MAX_BITMAPS
              + " bitmaps in a directory of "
              + BitmapLimits.MAX_DIRECTORY_BYTES
              + " bytes");
    }
    requireRoomForExtension();
  }

  private static long entryBytes(String name) {
    return new BitmapDirectoryEntry(1L << 21, 1, 0, BitmapLimits.MIN_GRANULARITY_BITS, name)
        .bytes();
  }

  private void requireRoomForExtension() {
    BitmapsExtension sample = new BitmapsExtension(1, 1, 1L << 21);
    area.withBitmaps(sample).placedAfter(area).toBytes(0);
  }
}

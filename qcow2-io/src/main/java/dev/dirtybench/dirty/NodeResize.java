package dev.dirtybench.dirty;

import dev.dirtybench.spi.Bitmap;
import java.util.ArrayList;
import java.util.List;

/**
 * The change of a node's size: all bitmaps or none. Resized bits are made aside and put in place
 * together, because what a truncation cuts off cannot be brought back.
 */
final class NodeResize {
  private NodeResize() {}

  static void check(BitmapNode node, long newSize) {
    if (newSize < 0) {
      throw new IllegalArgumentException("size must be 0 or more bytes, got " + newSize);
    }
    for (DirtyBitmap bitmap : node.bitmaps()) {
      bitmap.check(BitmapOperation.RESIZE.refusals());
      if (bitmap.name().isEmpty()) {
        throw new IllegalStateException(
            node.label() + " cannot change its size while a backup is running; end it first");
      }
      long bits = bitmap.granularity().bitCount(newSize);
      if (bits > node.provider().maxBits()) {
        throw new IllegalArgumentException(
            "bitmap '"
                + bitmap.label()
                + "' would need "
                + bits
                + " bits for a disk of "
                + newSize
                + " bytes, its backend holds "
                + node.provider().maxBits());
      }
    }
  }

  static void run(BitmapNode node, long newSize) {
    check(node, newSize);
    List<DirtyBitmap> bitmaps = node.bitmaps();
    List<Bitmap> resized = new ArrayList<>();
    try {
      for (DirtyBitmap bitmap : bitmaps) {
        Bitmap bits = node.newBits(bitmap.granularity());
        resized.add(bits);
        bits.merge(bitmap.bits());
        bits.truncate(newSize);
      }
    } catch (RuntimeException | Error e) {
      resized.forEach(Bitmap::close);
      throw e;
    }
    for (int i = 0; i < resized.size(); i++) {
      bitmaps.get(i).exchangeBits(resized.get(i)).close();
    }
    node.setSize(newSize);
  }
}

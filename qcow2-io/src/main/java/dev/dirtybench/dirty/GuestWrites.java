package dev.dirtybench.dirty;

import java.util.List;
import java.util.Objects;

/**
 * The marking of what the guest writes, in every bitmap of a node that records, or in none. Runs
 * with the node's lock held.
 */
final class GuestWrites {
  private GuestWrites() {}

  static void mark(BitmapNode node, String operation, long offset, long length) {
    if (node.access() == Access.READ_ONLY) {
      throw new WriteRefusedException(
          operation + " refused: " + node.label() + " is read-only", null);
    }
    Objects.checkFromIndexSize(offset, length, node.size());
    List<DirtyBitmap> bitmaps = node.list();
    for (DirtyBitmap bitmap : bitmaps) {
      try {
        bitmap.check(BitmapOperation.GUEST_WRITE.refusals());
      } catch (BitmapRefusedException e) {
        throw new WriteRefusedException(
            operation + " refused: " + e.getMessage() + "; reopen the image for writing", e);
      }
    }
    for (DirtyBitmap bitmap : bitmaps) {
      if (bitmap.isEnabled()) {
        bitmap.bits().setDirty(offset, length);
      }
    }
  }
}

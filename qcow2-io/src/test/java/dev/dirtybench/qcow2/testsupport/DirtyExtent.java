package dev.dirtybench.qcow2.testsupport;

import dev.dirtybench.dirty.DirtyBitmap;
import dev.dirtybench.spi.ExtentCursor;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of dirty bytes.
 *
 * @param offset first byte
 * @param length bytes
 */
public record DirtyExtent(long offset, long length) {
  /**
   * All dirty extents of one of our bitmaps.
   *
   * @param bitmap which one
   * @return maximal extents, ascending
   */
  public static List<DirtyExtent> of(DirtyBitmap bitmap) {
    List<DirtyExtent> extents = new ArrayList<>();
    ExtentCursor cursor = new ExtentCursor();
    while (bitmap.nextExtent(cursor)) {
      extents.add(new DirtyExtent(cursor.offset(), cursor.length()));
    }
    return extents;
  }

  /** Joins neighbours, which a server may have cut. */
  static List<DirtyExtent> joined(List<DirtyExtent> ascending) {
    List<DirtyExtent> result = new ArrayList<>();
    for (DirtyExtent extent : ascending) {
      DirtyExtent last = result.isEmpty() ? null : result.get(result.size() - 1);
      if (last != null && last.offset + last.length == extent.offset) {
        result.set(result.size() - 1, new DirtyExtent(last.offset, last.length + extent.length));
      } else {
        result.add(extent);
      }
    }
    return result;
  }
}

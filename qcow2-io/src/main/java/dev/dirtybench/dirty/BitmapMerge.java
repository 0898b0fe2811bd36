package dev.dirtybench.dirty;

import dev.dirtybench.spi.Bitmap;
import java.util.List;

/**
 * The merge of some bitmaps into one, all or nothing: the union is made aside and then put in the
 * target's place. All nodes concerned are locked.
 */
final class BitmapMerge {
  private BitmapMerge() {}

  /** Merges and returns the bits that the target had, which the caller closes or puts back. */
  static Bitmap run(BitmapNode node, String targetName, List<MergeSource> sources) {
    DirtyBitmap target = node.require(targetName);
    target.check(BitmapOperation.MERGE_DESTINATION.refusals());
    List<DirtyBitmap> froms = sources.stream().map(source -> check(source, target)).toList();
    Bitmap union = node.newBits(target.granularity());
    try {
      union.merge(target.bits());
      for (DirtyBitmap from : froms) {
        union.merge(from.bits());
      }
    } catch (RuntimeException | Error e) {
      union.close();
      throw e;
    }
    return target.exchangeBits(union);
  }

  private static DirtyBitmap check(MergeSource source, DirtyBitmap target) {
    DirtyBitmap from = source.node().require(source.name());
    from.check(BitmapOperation.MERGE_SOURCE.refusals());
    if (from.size() != target.size()) {
      throw new IllegalArgumentException(
          "bitmaps to merge must describe disks of one size: '"
              + target.label()
              + "' describes "
              + target.size()
              + " bytes, '"
              + from.label()
              + "' "
              + from.size());
    }
    return from;
  }
}

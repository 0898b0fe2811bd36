package dev.dirtybench.dirty;

import dev.dirtybench.spi.Bitmap;

/**
 * The three steps in the life of a successor. All of them run with the node's lock held, so that no
 * guest write falls between a bitmap and its successor.
 */
final class Successors {
  private Successors() {}

  static DirtyBitmap create(DirtyBitmap parent) {
    parent.check(BitmapOperation.CREATE_SUCCESSOR.refusals());
    if (parent.successorOrNull() != null) {
      throw new IllegalStateException(
          "bitmap '" + parent.label() + "' has a successor already; abdicate or reclaim it first");
    }
    BitmapNode node = parent.node();
    Bitmap bits = parent.isInconsistent() ? null : node.newBits(parent.granularity());
    DirtyBitmap child = new DirtyBitmap(node, null, parent.granularity(), bits);
    child.setRecording(parent.isEnabled() ? Recording.ENABLED : Recording.DISABLED);
    node.insert(child);
    parent.setRecording(Recording.DISABLED);
    parent.setBusy(true);
    parent.setSuccessor(child);
    return child;
  }

  /**
   * The child takes the parent's name and everything that is said of what is stored under it. The
   * parent's bits are forgotten.
   */
  static DirtyBitmap abdicate(DirtyBitmap parent) {
    DirtyBitmap child = require(parent);
    child.setPersistent(parent.persistentAtAll());
    child.setSkipStore(parent.isSkippedByStore());
    child.setReadOnly(parent.isReadOnly());
    if (parent.isInconsistent()) {
      child.markInconsistent();
    }
    child.rename(parent.name().orElse(null));
    parent.rename(null);
    parent.setSuccessor(null);
    parent.node().drop(parent);
    return child;
  }

  /** The parent takes the child's bits, and records again if the child did. */
  static void reclaim(DirtyBitmap parent) {
    DirtyBitmap child = require(parent);
    if (!parent.isInconsistent()) {
      parent.bits().merge(child.bits());
    }
    parent.setRecording(child.isEnabled() ? Recording.ENABLED : Recording.DISABLED);
    parent.setBusy(false);
    parent.setSuccessor(null);
    parent.node().drop(child);
  }

  private static DirtyBitmap require(DirtyBitmap parent) {
    DirtyBitmap child = parent.successorOrNull();
    if (child == null) {
      throw new IllegalStateException(
          "bitmap '" + parent.label() + "' has no successor; create one first");
    }
    return child;
  }
}

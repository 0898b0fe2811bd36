package dev.dirtybench.dirty;

import dev.dirtybench.spi.Bitmap;
import java.util.Set;

/** Puts clean bits in when prepared, and keeps the old ones until the end. */
final class ClearAction extends TransactionAction {
  private final BitmapNode node;
  private final String name;
  private DirtyBitmap bitmap;
  private Bitmap before;

  ClearAction(BitmapNode node, String name) {
    this.node = node;
    this.name = name;
  }

  @Override
  Set<BitmapNode> nodes() {
    return Set.of(node);
  }

  @Override
  void prepare() {
    bitmap = node.require(name, BitmapOperation.CLEAR);
    before = bitmap.exchangeBits(node.newBits(bitmap.granularity()));
  }

  @Override
  void commit() {
    before.close();
  }

  @Override
  void abort() {
    bitmap.exchangeBits(before).close();
  }
}

package dev.dirtybench.dirty;

import java.util.Set;

/** Adds a bitmap when prepared. */
final class AddAction extends TransactionAction {
  private final BitmapNode node;
  private final BitmapSpec spec;
  private DirtyBitmap added;

  AddAction(BitmapNode node, BitmapSpec spec) {
    this.node = node;
    this.spec = spec;
  }

  @Override
  Set<BitmapNode> nodes() {
    return Set.of(node);
  }

  @Override
  void prepare() {
    added = node.add(spec);
  }

  @Override
  void abort() {
    node.drop(added);
  }
}

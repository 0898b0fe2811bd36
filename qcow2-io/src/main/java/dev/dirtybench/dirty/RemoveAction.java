package dev.dirtybench.dirty;

import java.util.Optional;
import java.util.Set;

/** Sets a bitmap aside when prepared, and drops it when the store has forgotten it. */
final class RemoveAction extends TransactionAction {
  private final BitmapNode node;
  private final String name;
  private DirtyBitmap bitmap;

  RemoveAction(BitmapNode node, String name) {
    this.node = node;
    this.name = name;
  }

  @Override
  Set<BitmapNode> nodes() {
    return Set.of(node);
  }

  @Override
  void prepare() {
    bitmap = node.require(name, BitmapOperation.REMOVE);
    bitmap.setBusy(true);
    bitmap.setSkipStore(true);
  }

  @Override
  Optional<StoredName> storedName() {
    return bitmap.persistentAtAll() ? Optional.of(new StoredName(node, name)) : Optional.empty();
  }

  @Override
  void commit() {
    bitmap.setBusy(false);
    node.drop(bitmap);
  }

  @Override
  void abort() {
    bitmap.setBusy(false);
    bitmap.setSkipStore(false);
  }
}

package dev.dirtybench.dirty;

import java.util.Set;

/** Fails always. */
final class AbortAction extends TransactionAction {
  @Override
  Set<BitmapNode> nodes() {
    return Set.of();
  }

  @Override
  void prepare() {
    throw new IllegalStateException("the transaction was aborted by its abort action");
  }
}

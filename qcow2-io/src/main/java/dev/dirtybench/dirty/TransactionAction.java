package dev.dirtybench.dirty;

import java.util.Optional;
import java.util.Set;

/**
 * One action of a transaction. The locks of its nodes are held from before {@link #prepare} until
 * after {@link #commit} or {@link #abort}.
 */
abstract class TransactionAction {
  /** A bitmap in a store. */
  record StoredName(BitmapNode node, String name) {}

  /** The nodes to be locked. */
  abstract Set<BitmapNode> nodes();

  /** Does all that can fail and can be undone. Changes nothing when it throws. */
  abstract void prepare();

  /** Lets go of what an undoing would need. Does not fail. */
  void commit() {}

  /** Undoes what was prepared. Called only if {@link #prepare} returned. */
  void abort() {}

  /** What the store shall forget when all actions are prepared. */
  Optional<StoredName> storedName() {
    return Optional.empty();
  }
}

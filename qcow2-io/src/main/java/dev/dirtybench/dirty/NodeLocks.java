package dev.dirtybench.dirty;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * The locks of several nodes, held at once. They are always taken in the order in which the nodes
 * were made, so that two threads cannot wait for each other.
 */
final class NodeLocks {
  private NodeLocks() {}

  static <T, X extends Exception> T holding(Collection<BitmapNode> nodes, ExclusiveWork<T, X> work)
      throws X {
    List<BitmapNode> ordered =
        nodes.stream().distinct().sorted(Comparator.comparingLong(BitmapNode::serial)).toList();
    Deque<BitmapNode> held = new ArrayDeque<>();
    try {
      for (BitmapNode node : ordered) {
        node.lock().lock();
        held.push(node);
      }
      return work.run();
    } finally {
      held.forEach(node -> node.lock().unlock());
    }
  }
}

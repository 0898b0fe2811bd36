package dev.dirtybench.dirty;

import dev.dirtybench.spi.Bitmap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Puts the union in when prepared, and keeps the target's old bits until the end. */
final class MergeAction extends TransactionAction {
  private final BitmapNode node;
  private final String name;
  private final List<MergeSource> sources;
  private DirtyBitmap target;
  private Bitmap before;

  MergeAction(BitmapNode node, String name, List<MergeSource> sources) {
    this.node = node;
    this.name = name;
    this.sources = List.copyOf(sources);
  }

  @Override
  Set<BitmapNode> nodes() {
    Set<BitmapNode> nodes = new HashSet<>(Set.of(node));
    sources.forEach(source -> nodes.add(source.node()));
    return nodes;
  }

  @Override
  void prepare() {
    before = BitmapMerge.run(node, name, sources);
    target = node.require(name);
  }

  @Override
  void commit() {
    before.close();
  }

  @Override
  void abort() {
    target.exchangeBits(before).close();
  }
}

package dev.dirtybench.dirty;

import java.util.Objects;

/**
 * A bitmap to be merged into another one.
 *
 * @param node the node that has it, which need not be the target's
 * @param name its name
 */
public record MergeSource(BitmapNode node, String name) {
  /** Refuses nulls. */
  public MergeSource {
    Objects.requireNonNull(node, "node");
    Objects.requireNonNull(name, "name");
  }
}

package dev.dirtybench.dirty;

import dev.dirtybench.spi.BitmapProvider;
import java.util.Objects;

/** Describes a node: unnamed, writable, without a store and of unknown cluster size at first. */
public final class BitmapNodeBuilder {
  final BitmapProvider provider;
  final long size;
  String name;
  PersistentStore store;
  Access access = Access.READ_WRITE;
  long clusterSize;

  BitmapNodeBuilder(BitmapProvider provider, long size) {
    this.provider = Objects.requireNonNull(provider, "provider");
    if (size < 0) {
      throw new IllegalArgumentException("size must be 0 or more bytes, got " + size);
    }
    this.size = size;
  }

  /**
   * Names the node.
   *
   * @param value the name; one that starts with a number sign counts as made by a machine
   * @return this
   */
  public BitmapNodeBuilder name(String value) {
    name = value;
    return this;
  }

  /**
   * Lets persistent bitmaps be added.
   *
   * @param value where they are kept
   * @return this
   */
  public BitmapNodeBuilder store(PersistentStore value) {
    store = value;
    return this;
  }

  /**
   * Says whether the guest may write.
   *
   * @param value the node's access
   * @return this
   */
  public BitmapNodeBuilder access(Access value) {
    access = Objects.requireNonNull(value, "access");
    return this;
  }

  /**
   * Sets the unit of the image's allocation, from which the default granularity follows.
   *
   * @param bytes a power of two, or 0 if there is none
   * @return this
   */
  public BitmapNodeBuilder clusterSize(long bytes) {
    clusterSize = bytes;
    return this;
  }

  /**
   * Makes the node.
   *
   * @return a node without bitmaps
   */
  public BitmapNode build() {
    return new BitmapNode(this);
  }
}

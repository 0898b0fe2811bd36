package dev.dirtybench.qcow2.format;

import java.nio.ByteBuffer;

/**
 * How refcounts of 1 to 64 bits lie in a refcount block.
 *
 * <p>Widths of 8 bits and more are big-endian numbers; smaller ones share a byte, the first in its
 * lowest bits. One object per image, immutable.
 */
public final class RefcountBlockLayout {
  private final int order;
  private final int clusterBits;

  /**
   * The layout of an image.
   *
   * @param refcountOrder log2 of the width in bits, 0 to 6
   * @param clusterBits log2 of the cluster size
   */
  public RefcountBlockLayout(int refcountOrder, int clusterBits) {
    FieldFault.requireRange("refcount_order", 0, refcountOrder, 0, HeaderLayout.MAX_REFCOUNT_ORDER);
    this.order = refcountOrder;
    this.clusterBits = clusterBits;
  }

  /**
   * Log2 of the refcounts in a block.
   *
   * @return 6 to 24
   */
  public int entriesBits() {
    return clusterBits + 3 - order;
  }

  /**
   * Refcounts in so many bytes.
   *
   * @param bytes a power of two
   * @return refcounts
   */
  public long entriesIn(long bytes) {
    return (bytes << 3) >>> order;
  }

  /**
   * The largest refcount.
   *
   * @return all ones of the width; {@link Long#MAX_VALUE} for 64 bits
   */
  public long max() {
    return order == 6 ? Long.MAX_VALUE : (1L << (1 << order)) - 1;
  }

  /**
   * Reads a refcount.
   *
   * @param block bytes of a block, from index 0
   * @param index which refcount
   * @return its value; negative for 64-bit refcounts of 2^63 and more
   */
  public long get(ByteBuffer block, int index) {
    return switch (order) {
      case 3 -> block.get(index) & 0xffL;
      case 4 -> block.getShort(index << 1) & 0xffffL;
      case 5 -> block.getInt(index << 2) & 0xffffffffL;
      case 6 -> block.getLong(index << 3);
      default -> {
        int bit = index << order;
        yield ((block.get(bit >>> 3) & 0xff) >>> (bit & 7)) & max();
      }
    };
  }

  /**
   * Writes a refcount.
   *
   * @param block bytes of a block, from index 0
   * @param index which refcount
   * @param value 0 to {@link #max()}
   * @throws IllegalArgumentException if the value does not fit
   */
  public void put(ByteBuffer block, int index, long value) {
    if (value < 0 || value > max()) {
      throw new IllegalArgumentException(
          "a refcount of " + (1 << order) + " bits must be 0 to " + max() + ", got " + value);
    }
    switch (order) {
      case 3 -> block.put(index, (byte) value);
      case 4 -> block.putShort(index << 1, (short) value);
      case 5 -> block.putInt(index << 2, (int) value);
      case 6 -> block.putLong(index << 3, value);
      default -> {
        int bit = index << order;
        int kept = block.get(bit >>> 3) & ~((int) max() << (bit & 7));
        block.put(bit >>> 3, (byte) (kept | (int) value << (bit & 7)));
      }
    }
  }
}

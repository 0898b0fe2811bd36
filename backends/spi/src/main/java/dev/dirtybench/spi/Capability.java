package dev.dirtybench.spi;

/** A fact about a backend that a caller may select on. */
public enum Capability {
  /** The bits live outside the Java heap and are freed by {@link Bitmap#close()}. */
  OFF_HEAP,
  /** The bits live in a memory-mapped file. */
  MEMORY_MAPPED,
  /** Memory follows the dirty parts, not the disk size. */
  COMPRESSED,
  /** Several threads may mark at once without a lock of the caller's. */
  CONCURRENT_WRITERS,
  /** Its bitmaps implement {@link SnapshotSource}: their dirt can be moved while others mark. */
  SNAPSHOTS,
  /** Another make of a backend that stands beside it, for those who compare the two. */
  VARIANT,
  /**
   * A bit set of another library, kept to be measured beside the others and optional: a cell in
   * which it is the best is a known loss of ours.
   */
  PEER,
  /** Its bitmaps implement {@link NativeFormat} beside the common serialised form. */
  NATIVE_FORMAT,
  /**
   * Its bitmaps forget every mark and are clean always: they measure what surrounds a bitmap, and
   * nothing may rely on them. The contract's promises about content do not hold. Their native form
   * is an account of what they were told since they were created: the number of ranges of bits set
   * or cleared, then the sum of {@code firstBit ^ Long.rotateLeft(count, 32)} over them.
   */
  KEEPS_NOTHING,
  /**
   * Its bitmaps move words and look at none: a merge of two of them, serialising, deserialising and
   * a scan of words copy as many words as the bitmap has, in bulk. They {@link #KEEPS_NOTHING keep
   * nothing} else, and their account goes on with the number of bytes moved.
   */
  COPIES_WORDS,
  /**
   * It is a yardstick beside the others and no contender: the least that measuring takes, the
   * plainest loops, the fastest copy. It is never the best of a row and has no ratio.
   */
  REFERENCE
}

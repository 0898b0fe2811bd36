package dev.dirtybench.workloads;

/**
 * Operations in columns, as a stream hands them on: filled again and again, for use by one thread.
 *
 * <p>The arrays are the batch's own and are handed out as they are, so that loops over them cost
 * nothing; entries from {@link #size()} on mean nothing.
 */
public final class OperationBatch {
  /** A capacity that fits the second-level cache: 8192 operations, 200 KiB. */
  public static final int USUAL_CAPACITY = 8192;

  private static final TraceOperation[] OPERATIONS = TraceOperation.values();

  private final long[] timestamps;
  private final long[] offsets;
  private final long[] lengths;
  private final byte[] operations;
  private int size;

  /**
   * An empty batch.
   *
   * @param capacity the most operations that it can hold, 1 or more
   */
  public OperationBatch(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("expected a capacity of 1 or more, found " + capacity);
    }
    timestamps = new long[capacity];
    offsets = new long[capacity];
    lengths = new long[capacity];
    operations = new byte[capacity];
  }

  /** An empty batch of {@link #USUAL_CAPACITY}. */
  public OperationBatch() {
    this(USUAL_CAPACITY);
  }

  /**
   * How many operations there are.
   *
   * @return 0 to {@link #capacity()}
   */
  public int size() {
    return size;
  }

  /**
   * The most operations that there can be.
   *
   * @return 1 or more
   */
  public int capacity() {
    return timestamps.length;
  }

  /**
   * How many operations can still be added.
   *
   * @return 0 or more
   */
  public int remaining() {
    return timestamps.length - size;
  }

  /** Forgets all operations. */
  public void clear() {
    size = 0;
  }

  /**
   * Changes how many of the operations count, for those who fill or cut the arrays themselves.
   *
   * @param newSize 0 to {@link #capacity()}
   * @throws IllegalArgumentException if it is out of range
   */
  public void resize(int newSize) {
    if (newSize < 0 || newSize > timestamps.length) {
      throw new IllegalArgumentException(
          "expected a size of 0 to " + timestamps.length + ", found " + newSize);
    }
    size = newSize;
  }

  /**
   * Adds an operation without a check of its values.
   *
   * @param timestampNs nanoseconds
   * @param offset bytes; 0 for a flush
   * @param length bytes; 0 for a flush
   * @param operation what was done
   * @throws IndexOutOfBoundsException if the batch is full
   */
  public void add(long timestampNs, long offset, long length, TraceOperation operation) {
    timestamps[size] = timestampNs;
    offsets[size] = offset;
    lengths[size] = length;
    operations[size] = (byte) operation.ordinal();
    size++;
  }

  /**
   * Nanoseconds of each operation.
   *
   * @return the column itself
   */
  public long[] timestamps() {
    return timestamps;
  }

  /**
   * First byte of each operation.
   *
   * @return the column itself
   */
  public long[] offsets() {
    return offsets;
  }

  /**
   * Bytes of each operation.
   *
   * @return the column itself
   */
  public long[] lengths() {
    return lengths;
  }

  /**
   * What each operation did.
   *
   * @return the column itself: ordinals of {@link TraceOperation}
   */
  public byte[] operations() {
    return operations;
  }

  /**
   * What an operation did.
   *
   * @param index 0 to {@code size() - 1}
   * @return the operation
   */
  public TraceOperation operation(int index) {
    return OPERATIONS[operations[index]];
  }
}

package dev.dirtybench.workloads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * An ordered list of what was written to one disk: time, offset, length and operation of each.
 *
 * <p>Immutable and safe for use by several threads. The columns are primitive arrays, 25 bytes an
 * operation; {@link #slice} and {@link #windows} share them.
 */
public final class WriteTrace {
  /** The largest disk, in bytes: 2^62. */
  public static final long MAX_DEVICE_SIZE = 1L << 62;

  /** What a disk's size is rounded up to where only the operations tell it: 1 MiB. */
  public static final long SIZE_UNIT = 1L << 20;

  // Some JVMs refuse arrays of the last few lengths.
  private static final int MAX_OPERATIONS = Integer.MAX_VALUE - 8;

  private static final TraceOperation[] OPERATIONS = TraceOperation.values();

  private final String name;
  private final String source;
  private final List<String> comments;
  private final long deviceSize;
  private final long[] timestamps;
  private final long[] offsets;
  private final long[] lengths;
  private final byte[] operations;
  private final int first;
  private final int size;
  private final int markCount;

  private WriteTrace(Builder builder) {
    name = builder.name;
    source = builder.source;
    comments = List.copyOf(builder.comments);
    deviceSize = builder.deviceSize;
    first = 0;
    size = builder.size;
    timestamps = trim(builder.timestamps);
    builder.timestamps = null;
    offsets = trim(builder.offsets);
    builder.offsets = null;
    lengths = trim(builder.lengths);
    builder.lengths = null;
    operations =
        builder.operations.length == size
            ? builder.operations
            : Arrays.copyOf(builder.operations, size);
    builder.operations = null;
    markCount = countMarks();
  }

  private WriteTrace(WriteTrace whole, String name, int from, int to) {
    this.name = name;
    source = whole.source;
    comments = whole.comments;
    deviceSize = whole.deviceSize;
    timestamps = whole.timestamps;
    offsets = whole.offsets;
    lengths = whole.lengths;
    operations = whole.operations;
    first = whole.first + from;
    size = to - from;
    markCount = countMarks();
  }

  private long[] trim(long[] column) {
    return column.length == size ? column : Arrays.copyOf(column, size);
  }

  private int countMarks() {
    int marks = 0;
    for (int i = 0; i < size; i++) {
      marks += operation(i).marks() ? 1 : 0;
    }
    return marks;
  }

  /**
   * Starts a trace.
   *
   * @param name a short name, one line
   * @param source what was recorded or generated, one line
   * @param deviceSize size of the disk in bytes, 1 to {@link #MAX_DEVICE_SIZE}
   * @return an empty builder
   * @throws IllegalArgumentException if a text is empty or not one line, or the size out of range
   */
  public static Builder builder(String name, String source, long deviceSize) {
    return new Builder(name, source, deviceSize, MAX_OPERATIONS);
  }

  /**
   * Starts a trace for input that nobody vouches for: its columns never grow past a limit.
   *
   * @param name a short name, one line
   * @param source what was recorded or generated, one line
   * @param deviceSize size of the disk in bytes, 1 to {@link #MAX_DEVICE_SIZE}
   * @param maxOperations the most that can be added
   * @return an empty builder
   * @throws IllegalArgumentException if a text is empty or not one line, or the size out of range
   */
  public static Builder builder(String name, String source, long deviceSize, int maxOperations) {
    return new Builder(name, source, deviceSize, maxOperations);
  }

  /**
   * The trace's name: of a bundled one or of a file, or a generator's text.
   *
   * @return one line
   */
  public String name() {
    return name;
  }

  /**
   * What was recorded or generated.
   *
   * @return one line
   */
  public String source() {
    return source;
  }

  /**
   * Further remarks that came with the trace, such as its licence.
   *
   * @return unmodifiable; a line each
   */
  public List<String> comments() {
    return comments;
  }

  /**
   * The size of the disk.
   *
   * @return bytes, 1 to {@link #MAX_DEVICE_SIZE}
   */
  public long deviceSize() {
    return deviceSize;
  }

  /**
   * How many operations there are, flushes included.
   *
   * @return 0 or more
   */
  public int size() {
    return size;
  }

  /**
   * When an operation happened.
   *
   * @param index 0 to {@code size() - 1}
   * @return nanoseconds since the recording's first record; a slice keeps the whole's times
   */
  public long timestampNs(int index) {
    return timestamps[at(index)];
  }

  /**
   * The first byte of an operation's range.
   *
   * @param index 0 to {@code size() - 1}
   * @return bytes; 0 for a flush
   */
  public long offset(int index) {
    return offsets[at(index)];
  }

  /**
   * The length of an operation's range.
   *
   * @param index 0 to {@code size() - 1}
   * @return bytes; 0 for a flush, else 1 or more
   */
  public long length(int index) {
    return lengths[at(index)];
  }

  /**
   * What an operation did.
   *
   * @param index 0 to {@code size() - 1}
   * @return the operation
   */
  public TraceOperation operation(int index) {
    return OPERATIONS[operations[at(index)]];
  }

  private int at(int index) {
    return first + Objects.checkIndex(index, size);
  }

  /**
   * How many operations set dirty bits.
   *
   * @return {@link #size()} less the flushes
   */
  public int markCount() {
    return markCount;
  }

  /**
   * A part of the trace.
   *
   * @param from index of the first operation
   * @param to index after the last one
   * @return a view with the same name, disk and times
   * @throws IndexOutOfBoundsException if there is no such part
   */
  public WriteTrace slice(int from, int to) {
    Objects.checkFromToIndex(from, to, size);
    return new WriteTrace(this, name, from, to);
  }

  /**
   * The same trace under another name.
   *
   * @param newName one line
   * @return a view
   */
  public WriteTrace named(String newName) {
    return new WriteTrace(this, newName, 0, size);
  }

  /**
   * The trace cut into parts of as many operations each as possible, in order.
   *
   * @param count how many parts, 1 or more; with more parts than operations some are empty
   * @return {@code count} parts whose sizes differ by 1 at most
   * @throws IllegalArgumentException if {@code count} is less than 1
   */
  public List<WriteTrace> windows(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("expected 1 window or more, found " + count);
    }
    List<WriteTrace> windows = new ArrayList<>(count);
    for (long i = 0; i < count; i++) {
      windows.add(slice((int) (i * size / count), (int) ((i + 1) * size / count)));
    }
    return windows;
  }

  /**
   * Copies the ranges of the operations that set dirty bits, in order.
   *
   * @return new arrays of {@link #markCount()} entries
   */
  public Marks marks() {
    long[] markOffsets = new long[markCount];
    long[] markLengths = new long[markCount];
    int marks = 0;
    for (int i = first; i < first + size; i++) {
      if (OPERATIONS[operations[i]].marks()) {
        markOffsets[marks] = offsets[i];
        markLengths[marks] = lengths[i];
        marks++;
      }
    }
    return new Marks(markOffsets, markLengths);
  }

  /**
   * The trace as a stream.
   *
   * @return at the first operation; needs no closing
   */
  public OperationStream stream() {
    return new WriteTraceStream(this);
  }

  /** Copies operations from an index on behind those of a batch. */
  int copy(int from, OperationBatch batch) {
    int count = Math.min(batch.remaining(), size - from);
    int to = batch.size();
    System.arraycopy(timestamps, first + from, batch.timestamps(), to, count);
    System.arraycopy(offsets, first + from, batch.offsets(), to, count);
    System.arraycopy(lengths, first + from, batch.lengths(), to, count);
    System.arraycopy(operations, first + from, batch.operations(), to, count);
    batch.resize(to + count);
    return count;
  }

  /**
   * A fingerprint of disk size and operations, the same for the same content whatever its name,
   * source or file form.
   *
   * @return SHA-256 in hex of the disk size in decimal, a line feed, and the rows of the CSV form
   */
  public String contentSha256() {
    return CsvRows.sha256(this);
  }

  /** Name and counts, for messages. */
  @Override
  public String toString() {
    return name + " (" + size + " operations on " + deviceSize + " bytes)";
  }

  /** Collects the operations of a trace and checks each; for use by one thread, for one trace. */
  public static final class Builder {
    private static final int FIRST_CAPACITY = 1024;

    private final String name;
    private final String source;
    private final List<String> comments = new ArrayList<>();
    private long deviceSize;
    private final int maxOperations;
    private long end;
    private long[] timestamps;
    private long[] offsets;
    private long[] lengths;
    private byte[] operations;
    private int size;
    private long lastNs;
    private boolean built;

    private Builder(String name, String source, long deviceSize, int maxOperations) {
      this.name = CommentLine.checked("name", name);
      this.source = CommentLine.checked("source", source);
      this.deviceSize = checkedSize(deviceSize);
      this.maxOperations = maxOperations;
      int capacity = Math.min(FIRST_CAPACITY, maxOperations);
      timestamps = new long[capacity];
      offsets = new long[capacity];
      lengths = new long[capacity];
      operations = new byte[capacity];
    }

    private static long checkedSize(long deviceSize) {
      if (deviceSize < 1 || deviceSize > MAX_DEVICE_SIZE) {
        throw new IllegalArgumentException(
            "expected a device size of 1 to 2^62 bytes, found " + deviceSize);
      }
      return deviceSize;
    }

    /**
     * Changes the size of the disk, where only the operations tell it.
     *
     * @param size bytes, not less than {@link #end()}
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder deviceSize(long size) {
      if (checkedSize(size) < end) {
        throw new IllegalArgumentException(
            "expected a device size of " + end + " bytes or more, found " + size);
      }
      deviceSize = size;
      return this;
    }

    /**
     * Whether a remark still has room.
     *
     * @return true if the next {@link #comment} of a right line succeeds
     */
    public boolean hasRoomForComment() {
      return comments.size() < CommentLine.MAX_COUNT;
    }

    /**
     * Where the operations so far end.
     *
     * @return bytes; 0 without any that has a range
     */
    public long end() {
      return end;
    }

    /**
     * How many operations there are so far.
     *
     * @return 0 or more
     */
    public int size() {
      return size;
    }

    /**
     * Whether there is room for no further operation.
     *
     * @return true if the next {@link #add} fails
     */
    public boolean isFull() {
      return size == maxOperations;
    }

    /**
     * Adds a remark.
     *
     * @param line one line; not {@code key: value} with a key that the CSV form itself uses
     * @return this
     * @throws IllegalArgumentException if it is not such a line, or one remark too many
     */
    public Builder comment(String line) {
      if (CommentLine.isReserved(line) || comments.size() == CommentLine.MAX_COUNT) {
        throw new IllegalArgumentException(
            "expected at most "
                + CommentLine.MAX_COUNT
                + " comments with none of the keys "
                + CommentLine.RESERVED_KEYS
                + ", found "
                + Quoted.text(line));
      }
      comments.add(CommentLine.checked("comment", line));
      return this;
    }

    /**
     * Adds an operation.
     *
     * @param timestampNs nanoseconds since the first record, not less than the operation's before
     * @param offset first byte; 0 for a flush
     * @param length bytes, 1 or more and inside the disk; 0 for a flush
     * @param operation what was done
     * @return this
     * @throws IllegalArgumentException if a value breaks these rules; nothing is added then
     */
    public Builder add(long timestampNs, long offset, long length, TraceOperation operation) {
      OperationFault fault = faultOf(timestampNs, offset, length, operation);
      if (fault != null) {
        throw new IllegalArgumentException(
            name
                + " operation "
                + size
                + ": expected "
                + fault.expected()
                + ", found "
                + fault.found());
      }
      append(timestampNs, offset, length, operation);
      return this;
    }

    private OperationFault faultOf(
        long timestampNs, long offset, long length, TraceOperation operation) {
      return OperationFault.of(deviceSize, lastNs, timestampNs, offset, length, operation);
    }

    private void append(long timestampNs, long offset, long length, TraceOperation operation) {
      checkNotBuilt();
      if (size == timestamps.length) {
        grow();
      }
      timestamps[size] = timestampNs;
      offsets[size] = offset;
      lengths[size] = length;
      operations[size] = (byte) operation.ordinal();
      lastNs = timestampNs;
      end = Math.max(end, offset + length);
      size++;
    }

    private void grow() {
      if (isFull()) {
        throw new IllegalStateException("a trace holds at most " + maxOperations + " operations");
      }
      int capacity = (int) Math.min(size + (size >> 1) + 1L, maxOperations);
      timestamps = Arrays.copyOf(timestamps, capacity);
      offsets = Arrays.copyOf(offsets, capacity);
      lengths = Arrays.copyOf(lengths, capacity);
      operations = Arrays.copyOf(operations, capacity);
    }

    private void checkNotBuilt() {
      if (built) {
        throw new IllegalStateException("the trace " + name + " is built; start another builder");
      }
    }

    /**
     * The trace of what was added; ends the builder's life.
     *
     * @return the trace
     * @throws IllegalStateException if it was built before
     */
    public WriteTrace build() {
      checkNotBuilt();
      built = true;
      return new WriteTrace(this);
    }
  }
}

package dev.dirtybench.workloads;

import java.util.List;

/**
 * What a trace says of itself, apart from its operations.
 *
 * @param name a short name, one line
 * @param source what was recorded or generated, one line
 * @param comments further remarks, a line each
 * @param deviceSize size of the disk in bytes, or {@link #UNKNOWN} where the form does not say
 * @param operations how many there are, or {@link #UNKNOWN}
 */
public record TraceHead(
    String name, String source, List<String> comments, long deviceSize, long operations) {
  /** Stands for a number that a form does not state. */
  public static final long UNKNOWN = -1;

  /** Checks the texts and the size. */
  public TraceHead {
    name = CommentLine.checked("name", name);
    source = CommentLine.checked("source", source);
    comments = List.copyOf(comments);
    if (deviceSize != UNKNOWN && (deviceSize < 1 || deviceSize > WriteTrace.MAX_DEVICE_SIZE)) {
      throw new IllegalArgumentException(
          "expected a device size of 1 to 2^62 bytes, found " + deviceSize);
    }
    if (operations < UNKNOWN) {
      throw new IllegalArgumentException("expected 0 operations or more, found " + operations);
    }
  }

  /**
   * The head of a form that states neither size nor count.
   *
   * @param name a short name, one line
   * @param source what was recorded, one line
   * @return a head without comments
   */
  public static TraceHead unsized(String name, String source) {
    return new TraceHead(name, source, List.of(), UNKNOWN, UNKNOWN);
  }

  /**
   * The same with another size of the disk.
   *
   * @param size bytes, or {@link #UNKNOWN}
   * @return a new head
   */
  public TraceHead withDeviceSize(long size) {
    return new TraceHead(name, source, comments, size, operations);
  }

  /**
   * The same with another number of operations.
   *
   * @param count 0 or more, or {@link #UNKNOWN}
   * @return a new head
   */
  public TraceHead withOperations(long count) {
    return new TraceHead(name, source, comments, deviceSize, count);
  }

  /**
   * The same under another name.
   *
   * @param newName one line
   * @return a new head
   */
  public TraceHead withName(String newName) {
    return new TraceHead(newName, source, comments, deviceSize, operations);
  }
}

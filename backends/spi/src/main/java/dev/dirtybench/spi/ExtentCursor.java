package dev.dirtybench.spi;

/**
 * A place in a scan over dirty extents, owned and reused by the caller: a scan allocates nothing.
 *
 * <p>A dirty extent is a maximal run of dirty bytes, half-open, cut to the cursor's range. Typical
 * use:
 *
 * <pre>{@code
 * ExtentCursor cursor = new ExtentCursor();
 * while (bitmap.nextExtent(cursor)) {
 *   copy(cursor.offset(), cursor.length());
 * }
 * }</pre>
 *
 * <p>The bitmap may be changed between steps; the next step sees it as it then is. Not for use by
 * several threads at once.
 */
public final class ExtentCursor {
  private long position;
  private long limit = Long.MAX_VALUE;
  private long maxLength = Long.MAX_VALUE;
  private long offset = Bitmap.NONE;
  private long length;

  /** A cursor over the whole disk. */
  public ExtentCursor() {}

  /**
   * Starts over, on a part of the disk.
   *
   * @param from first byte to look at, 0 or more
   * @param limit end of the part, exclusive; may lie past the disk's end
   * @return this
   */
  public ExtentCursor reset(long from, long limit) {
    if (from < 0 || limit < 0) {
      throw new IndexOutOfBoundsException(
          "from and limit must be 0 or more, got " + from + " and " + limit);
    }
    this.position = from;
    this.limit = limit;
    this.offset = Bitmap.NONE;
    this.length = 0;
    return this;
  }

  /**
   * Starts over, on the whole disk.
   *
   * @return this
   */
  public ExtentCursor reset() {
    return reset(0, Long.MAX_VALUE);
  }

  /**
   * Cuts every extent to a length; the rest of it comes with the next step.
   *
   * @param bytes longest extent wanted, 1 or more; {@link Long#MAX_VALUE} for no cut
   * @return this
   */
  public ExtentCursor maxLength(long bytes) {
    if (bytes <= 0) {
      throw new IllegalArgumentException("maxLength must be 1 byte or more, got " + bytes);
    }
    this.maxLength = bytes;
    return this;
  }

  /**
   * Where the present extent starts.
   *
   * @return bytes, or {@link Bitmap#NONE} before the first step
   */
  public long offset() {
    return offset;
  }

  /**
   * How long the present extent is.
   *
   * @return bytes, 0 before the first step
   */
  public long length() {
    return length;
  }

  long position() {
    return position;
  }

  long limit() {
    return limit;
  }

  void accept(long start, long end) {
    this.offset = start;
    this.length = Math.min(end - start, maxLength);
    this.position = start + length;
  }
}

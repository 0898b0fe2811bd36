package dev.dirtybench.workloads;

/** What one record of a write trace did to the disk. */
public enum TraceOperation {
  /** A write of data. */
  WRITE('W'),
  /** A request to make a range read as zeros. */
  WRITE_ZEROES('Z'),
  /** A request to drop a range's content. */
  DISCARD('D'),
  /** A request to make earlier operations durable; it has no range. */
  FLUSH('F');

  private final char code;

  TraceOperation(char code) {
    this.code = code;
  }

  /**
   * The letter that stands for the operation in the project's CSV.
   *
   * @return W, Z, D or F
   */
  public char code() {
    return code;
  }

  /**
   * The operation of a letter.
   *
   * @param code as {@link #code()} gives it, upper case
   * @return the operation
   * @throws IllegalArgumentException if no operation has that letter
   */
  public static TraceOperation ofCode(char code) {
    switch (code) {
      case 'W':
        return WRITE;
      case 'Z':
        return WRITE_ZEROES;
      case 'D':
        return DISCARD;
      case 'F':
        return FLUSH;
      default:
        throw new IllegalArgumentException("expected op W, Z, D or F, found \"" + code + '"');
    }
  }

  /**
   * Whether the operation sets dirty bits: every one but {@link #FLUSH}, because a discarded or
   * zeroed range no longer holds what the last backup copied.
   *
   * @return true if it does
   */
  public boolean marks() {
    return this != FLUSH;
  }
}

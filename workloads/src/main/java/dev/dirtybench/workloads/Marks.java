package dev.dirtybench.workloads;

/**
 * The ranges that a trace makes dirty, in order, for loops that replay them.
 *
 * <p>The arrays belong to the caller: they are handed out as they are and shared with nothing else.
 *
 * @param offsets first bytes
 * @param lengths bytes from there, 1 or more each; as many as there are offsets
 */
public record Marks(long[] offsets, long[] lengths) {
  /** Checks that the arrays are of one length. */
  public Marks {
    if (offsets.length != lengths.length) {
      throw new IllegalArgumentException(
          "expected as many lengths as offsets, found "
              + offsets.length
              + " offsets and "
              + lengths.length
              + " lengths");
    }
  }

  /**
   * How many ranges there are.
   *
   * @return the arrays' length
   */
  public int size() {
    return offsets.length;
  }
}

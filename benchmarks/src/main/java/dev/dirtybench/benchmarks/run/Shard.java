package dev.dirtybench.benchmarks.run;

/**
 * One of the parts that a run is cut into, so that several machines share it.
 *
 * @param index from 1
 * @param count how many parts there are
 */
public record Shard(int index, int count) {
  /** The only part of a run that is not cut. */
  public static final Shard WHOLE = new Shard(1, 1);

  /** Checks the range. */
  public Shard {
    if (count < 1 || index < 1 || index > count) {
      throw new IllegalArgumentException(
          "a shard must be i/n with i from 1 to n, such as 1/4, got " + index + "/" + count);
    }
  }

  /** Writes {@code i/n}. */
  @Override
  public String toString() {
    return index + "/" + count;
  }
}

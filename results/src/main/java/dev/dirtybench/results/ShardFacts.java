package dev.dirtybench.results;

import java.util.List;

/**
 * Which part of a run a shard is.
 *
 * @param index from 1
 * @param count how many shards the run was cut into
 * @param matrix ids of the cells of all shards together, in the order of the whole run
 */
public record ShardFacts(int index, int count, List<String> matrix) {
  /** Checks the range and copies the list. */
  public ShardFacts {
    if (index < 1 || index > count) {
      throw new IllegalArgumentException(
          "a shard must be 1 to " + count + " of " + count + ", got " + index);
    }
    matrix = List.copyOf(matrix);
  }
}

package dev.dirtybench.benchmarks.run;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Deals units of work out to shards so that all take about equally long: the longest unit first,
 * each to the shard that has least to do so far.
 *
 * <p>Every shard computes the whole cut for itself, so it may depend on nothing that differs from
 * machine to machine.
 *
 * @param <K> what tells units apart
 */
final class ShardCut<K> {
  private final Map<K, Integer> shards = new LinkedHashMap<>();

  /**
   * Cuts.
   *
   * @param costs expected milliseconds by unit, in an order that is the same everywhere
   * @param count how many shards
   */
  ShardCut(Map<K, Long> costs, int count) {
    long[] load = new long[count];
    List<K> longestFirst =
        costs.keySet().stream().sorted(Comparator.comparing(unit -> -costs.get(unit))).toList();
    for (K unit : longestFirst) {
      int least =
          IntStream.range(0, count)
              .boxed()
              .min(Comparator.comparingLong(shard -> load[shard]))
              .orElseThrow();
      load[least] += costs.get(unit);
      shards.put(unit, least + 1);
    }
  }

  /** The expected milliseconds of each unit: the sum of its parts'. */
  static <K, P> Map<K, Long> costs(List<P> parts, Function<P, K> unit, ToLongFunction<P> cost) {
    return parts.stream()
        .collect(Collectors.groupingBy(unit, LinkedHashMap::new, Collectors.summingLong(cost)));
  }

  /** The shard of a unit, from 1. */
  int shardOf(K unit) {
    return shards.get(unit);
  }
}

package dev.dirtybench.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShardCutTest {
  @Test
  void theLongestUnitsGoToDifferentShards() {
    Map<String, Long> costs = new LinkedHashMap<>();
    costs.put("a", 10L);
    costs.put("b", 90L);
    costs.put("c", 80L);
    ShardCut<String> cut = new ShardCut<>(costs, 2);
    assertEquals(1, cut.shardOf("b"));
    assertEquals(2, cut.shardOf("c"));
    assertEquals(2, cut.shardOf("a"));
  }

  @Test
  void noShardHasMoreThanAnEvenShareAndTheLongestUnit() {
    long seed = 20261123;
    Random random = new Random(seed);
    for (int trial = 0; trial < 1000; trial++) {
      int count = 1 + random.nextInt(12);
      Map<Integer, Long> costs = new LinkedHashMap<>();
      for (int unit = 0; unit < random.nextInt(60); unit++) {
        costs.put(unit, (long) random.nextInt(1000));
      }
      ShardCut<Integer> cut = new ShardCut<>(costs, count);
      long[] load = new long[count];
      costs.forEach((unit, cost) -> load[cut.shardOf(unit) - 1] += cost);
      long longest = costs.values().stream().mapToLong(Long::longValue).max().orElse(0);
      long even = Arrays.stream(load).sum() / count;
      long most = Arrays.stream(load).max().orElseThrow();
      assertTrue(most <= even + longest + 1, "seed " + seed + ", trial " + trial);
    }
  }
}

package dev.dirtybench.benchmarks.yardstick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dirtybench.benchmarks.jmh.YardstickBenchmark;
import dev.dirtybench.benchmarks.jmh.YardstickFloorBenchmark;
import dev.dirtybench.results.JmhJson;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;

class YardstickTableTest {
  private static Set<String> methods(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Benchmark.class))
        .map(method -> method.getName())
        .collect(Collectors.toSet());
  }

  private static String result(String type, String method, int bits, String forks) {
    return "{\"benchmark\":\"dev.dirtybench.benchmarks.jmh."
        + type
        + "."
        + method
        + "\",\"mode\":\"avgt\",\"threads\":1,\"forks\":2,\"params\":{\"bits\":\""
        + bits
        + "\"},\"primaryMetric\":{\"score\":1,\"scoreUnit\":\"ns/op\",\"rawData\":"
        + forks
        + "}}";
  }

  private static YardstickTable table(String... results) throws Exception {
    String json = "[" + String.join(",", results) + "]";
    return new YardstickTable(JmhJson.parse(new ObjectMapper().readTree(json), "test"));
  }

  @Test
  void everyRowAndFloorHasItsBenchmark() {
    Set<String> rows = methods(YardstickBenchmark.class);
    Set<String> floors = methods(YardstickFloorBenchmark.class);
    for (Yardstick yardstick : Yardstick.all().values()) {
      assertTrue(
          (yardstick.isFloor() ? floors : rows).contains(yardstick.method()), yardstick.name());
      assertTrue(
          yardstick.isFloor() || Yardstick.all().containsKey(yardstick.floor()), yardstick.floor());
    }
    assertEquals(rows.size() + floors.size(), Yardstick.all().size());
  }

  @Test
  void aRowIsComparedByTheRatiosToTheFloorsOfBothMachines() throws Exception {
    YardstickTable table =
        table(
            result("YardstickBenchmark", "setSequential", 28, "[[2,3,2],[2,9,2]]"),
            result("YardstickFloorBenchmark", "setSequential", 28, "[[0.5],[0.5]]"));
    YardstickTable.Row row = table.rows().get(0);
    assertEquals(2, row.nanos(), 1e-9, "the median of the forks' medians");
    assertEquals(4, row.ratio(), 1e-9);
    assertEquals(Math.sqrt(26 * 29) / 0.8, row.ratioOfC(), 1e-9);
    assertEquals(row.ratioOfC() / 4, row.times(), 1e-9);
    assertEquals(3, row.goal());
  }

  @Test
  void aPassIsSharedAmongTheGranulesAndExtentsThatItVisits() throws Exception {
    YardstickTable table =
        table(
            result("YardstickBenchmark", "iterate", 20, "[[412000]]"),
            result("YardstickBenchmark", "nextArea", 20, "[[412000]]"),
            result("YardstickFloorBenchmark", "iterate", 20, "[[412000]]"));
    // Half a million random granules of 2^20 leave 1 - e^-0.5 of them dirty.
    assertEquals(1, table.rows().get(0).nanos(), 0.01);
    assertEquals(1, table.rows().get(0).ratio(), 1e-9);
    double runs = (1 - Math.exp(-0.5)) * Math.exp(-0.5) * (1 << 20);
    assertEquals(412000 / runs, table.rows().get(1).nanos(), 0.02);
  }

  @Test
  void theGoalOfTheSparseMergeIsThatOfItsSize() throws Exception {
    YardstickTable table =
        table(
            result("YardstickBenchmark", "mergeSparse", 24, "[[10000]]"),
            result("YardstickBenchmark", "mergeSparse", 28, "[[4000000]]"),
            result("YardstickFloorBenchmark", "merge", 24, "[[700000]]"),
            result("YardstickFloorBenchmark", "merge", 28, "[[11000000]]"));
    assertEquals(1, table.rows().get(0).goal());
    assertEquals(20, table.rows().get(1).goal());
    String[] lines = table.text().split("\n");
    assertEquals(3, lines.length);
    assertTrue(lines[2].endsWith("20  missed"), lines[2]);
  }

  @Test
  void eachForkIsSeenBesideTheFloorOfItsRound() throws Exception {
    YardstickTable table =
        table(
            result("YardstickBenchmark", "setSequential", 28, "[[2],[40],[6]]"),
            result("YardstickFloorBenchmark", "setSequential", 28, "[[1],[10],[2]]"));
    assertEquals(3, table.rows().get(0).ratio(), 1e-9);
  }

  @Test
  void theDenseMergeIsHeldToItsFloorToo() throws Exception {
    YardstickTable table =
        table(
            result("YardstickBenchmark", "mergeDense", 24, "[[1260]]"),
            result("YardstickFloorBenchmark", "merge", 24, "[[1000]]"));
    assertFalse(table.rows().get(0).isMet());
    assertTrue(table.text().endsWith("1, 1.25 floors  missed\n"), table.text());
  }

  @Test
  void onlyRowsThatWereMeasuredInCAtASizeAreMeasured() {
    assertEquals(
        "mergeDense|mergeSparse|mergeGranularity",
        YardstickRun.methods(24, Pattern.compile("merge.*")));
    assertEquals("mergeDense|mergeSparse", YardstickRun.methods(28, Pattern.compile("merge.*")));
    assertEquals("", YardstickRun.methods(20, Pattern.compile("none")));
  }
}

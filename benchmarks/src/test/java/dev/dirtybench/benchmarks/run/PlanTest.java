package dev.dirtybench.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.benchmarks.pass.Operation;
import dev.dirtybench.benchmarks.pass.Pollution;
import dev.dirtybench.benchmarks.pass.Windows;
import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.Granularity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final List<String> BACKENDS = List.of("bitset", "hbitmap", "roaring");
  private static final String TRACE = "uniform:size=1G,operations=50";

  private static final List<TraceChoice> TWO_TRACES =
      List.of(
          new TraceChoice("uniform:size=1G,operations=50", List.of(Operation.SET, Operation.CLEAR)),
          new TraceChoice("alternating:size=1G,operations=50", List.of(Operation.SCAN_WORDS)));

  @Test
  void measuresEveryCellOnceARound() throws Exception {
    Plan plan = plan(TWO_TRACES, 7);
    assertEquals(9, plan.cells().size());
    for (int round = 0; round < 4; round++) {
      assertEquals(9, plan.round(round).size());
      assertEquals(new HashSet<>(plan.cells()), new HashSet<>(plan.round(round)));
    }
  }

  @Test
  void keepsTheBackendsOfACellTogetherAndRotatesThem() throws Exception {
    Plan plan = plan(TWO_TRACES, 7);
    HashSet<String> firsts = new HashSet<>();
    for (int round = 0; round < 3; round++) {
      List<PlannedCell> cells = plan.round(round);
      for (int i = 0; i < cells.size(); i += 3) {
        assertEquals(cells.get(i).operation(), cells.get(i + 1).operation());
        assertEquals(cells.get(i).operation(), cells.get(i + 2).operation());
        if (cells.get(i).operation() == Operation.SET) {
          firsts.add(cells.get(i).backend());
        }
      }
    }
    assertTrue(firsts.size() > 1, "no backend is always first: " + firsts);
  }

  @Test
  void repeatsItsOrderFromTheSeed() throws Exception {
    assertEquals(plan(TWO_TRACES, 7).round(2), plan(TWO_TRACES, 7).round(2));
    HashSet<List<PlannedCell>> orders = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      orders.add(plan(TWO_TRACES, seed).round(0));
    }
    assertNotEquals(1, orders.size());
  }

  @Test
  void skipsADiskThatIsTooLargeAndSaysWhy() throws Exception {
    Plan plan =
        plan(
            List.of(
                new TraceChoice(
                    "uniform:size=1024T,operations=5,length=64K", List.of(Operation.SET))),
            1);
    for (PlannedCell cell : plan.cells()) {
      assertTrue(cell.skipReason().contains("bits") || cell.skipReason().contains("bytes"));
    }
    assertEquals(List.of(), plan.round(0));
  }

  @Test
  void skipsNativeFormsWhereThereAreNone() throws Exception {
    Plan plan =
        plan(
            List.of(
                new TraceChoice(
                    "uniform:size=1G,operations=5", List.of(Operation.NATIVE_SERIALIZE))),
            1);
    assertEquals(1, plan.round(0).size());
    assertEquals("roaring", plan.round(0).get(0).backend());
  }

  @Test
  void measuresRandomBitsAtTheirOwnGranularityWithImagesOnly() throws Exception {
    Plan plan =
        Plan.of(
            options(
                BACKENDS,
                List.of(
                    new TraceChoice("bits-2M-0.5", List.of(Operation.SET, Operation.IMAGE_LOAD))),
                List.of(Granularity.parse("4K"), Granularity.parse("1M")),
                1),
            JvmBackends.here(Backends.load()));
    assertEquals(6, plan.cells().size());
    for (PlannedCell cell : plan.cells()) {
      assertEquals(Granularity.DEFAULT, cell.granularity());
      assertEquals(2L << 23, cell.bits());
      assertEquals(cell.operation() == Operation.SET, cell.skipReason() != null);
    }
  }

  @Test
  void givesABackendThatKeepsNothingItsPartInReplaysOnly() throws Exception {
    List<TraceChoice> traces =
        List.of(
            new TraceChoice(
                "uniform:size=1G,operations=50", List.of(Operation.CYCLE, Operation.MERGE)));
    Plan plan = plan(List.of("bitset", "noop"), traces, 1);
    assertEquals(3, plan.cells().size());
    for (PlannedCell cell : plan.cells()) {
      assertEquals(cell.backend().equals("noop"), plan.isFloor(cell));
      assertEquals(8, cell.steps());
    }
    List<TraceChoice> merge = List.of(new TraceChoice(TRACE, List.of(Operation.MERGE)));
    var refused =
        assertThrows(IllegalArgumentException.class, () -> plan(List.of("noop"), merge, 1));
    assertEquals(
        "nothing to measure: noop keeps nothing and takes part only in set, clear, cycle",
        refused.getMessage());
  }

  @Test
  void givesACopyItsPartInWhatMovesEveryWordOnly() throws Exception {
    List<TraceChoice> all = List.of(new TraceChoice(TRACE, List.of(Operation.values())));
    assertEquals(
        List.of(
            Operation.MERGE_WHOLE,
            Operation.SERIALIZE,
            Operation.DESERIALIZE,
            Operation.SCAN_WORDS),
        plan(List.of("copy"), all, 1).cells().stream().map(PlannedCell::operation).toList());
  }

  @Test
  void measuresPlainLoopsEverywhereOrWhereTheyAreAFloor() throws Exception {
    TraceChoice all = new TraceChoice(TRACE, List.of(Operation.values()));
    assertEquals(Operation.values().length, plan(List.of("plain"), List.of(all), 1).cells().size());
    Plan floors =
        plan(
            List.of("bitset", "plain"),
            List.of(
                all.with(TraceChoice.Yardsticks.WITH_A_FLOOR),
                new TraceChoice(
                    "alternating:size=1G,operations=50",
                    List.of(Operation.SET),
                    TraceChoice.Yardsticks.NONE)),
            1);
    assertEquals(
        List.of(Operation.SET, Operation.MERGE, Operation.MERGE_WHOLE, Operation.SCAN_EXTENTS),
        floors.cells().stream()
            .filter(cell -> cell.backend().equals("plain"))
            .map(PlannedCell::operation)
            .toList());
    assertTrue(floors.cells().stream().noneMatch(floors::isFloor), "plain has a content to check");
  }

  @Test
  void measuresEveryPollutionInRowsOfItsOwn() throws Exception {
    List<TraceChoice> traces =
        List.of(
            new TraceChoice(
                TRACE, List.of(Operation.SET, Operation.CYCLE, Operation.NATIVE_SERIALIZE)));
    Plan plan =
        Plan.of(
            options(
                List.of("roaring", "hbitmap"),
                traces,
                List.of(Granularity.DEFAULT),
                List.of(Pollution.MONO, Pollution.MEGA),
                1),
            JvmBackends.here(Backends.load()));
    assertEquals(12, plan.cells().size());
    assertEquals(9, plan.round(0).size());
    HashSet<String> ids = new HashSet<>();
    for (PlannedCell cell : plan.cells()) {
      ids.add(BenchRun.key(cell).id());
      assertEquals(cell.pollution().label(), BenchRun.key(cell).pollution());
    }
    String trace = plan.cells().get(0).trace().name();
    assertTrue(ids.contains("set/roaring/" + trace + "/64K"), ids.toString());
    assertTrue(ids.contains("set/roaring/" + trace + "/64K/pollution=mega"), ids.toString());
    assertTrue(
        ids.contains("cycle/hbitmap/" + trace + "/64K/windows=8,pollution=mega"), ids.toString());
    assertTrue(
        plan.cells().stream()
            .anyMatch(
                cell ->
                    "pollution mega needs 2 other backends that can do it, found 0"
                        .equals(cell.skipReason())));
  }

  @Test
  void partsAreDisjointAndTogetherTheWhole() throws Exception {
    List<TraceChoice> traces = new ArrayList<>();
    for (String shape : List.of("uniform", "alternating")) {
      for (String size : List.of("1G", "2G", "4G")) {
        traces.add(
            new TraceChoice(
                shape + ":size=" + size + ",operations=50",
                List.of(
                    Operation.SET, Operation.NATIVE_SERIALIZE, Operation.MERGE, Operation.CYCLE)));
      }
    }
    Plan whole = plan(List.of("bitset", "roaring", "noop"), traces, 1);
    for (int count : List.of(1, 2, 5, 24, 100)) {
      List<PlannedCell> cells = new ArrayList<>();
      List<PlannedCell> weighed = new ArrayList<>();
      Map<Object, Integer> shardOfGroup = new HashMap<>();
      for (int index = 1; index <= count; index++) {
        Plan part = whole.part(new Shard(index, count), Profile.QUICK.effort());
        assertEquals(whole, part.whole());
        cells.addAll(part.cells());
        weighed.addAll(part.weighed());
        for (PlannedCell cell : part.cells()) {
          Object group = List.of(cell.operation(), cell.trace(), cell.granularity());
          Integer before = shardOfGroup.put(group, index);
          assertTrue(before == null || before == index, "backends stay together: " + cell);
        }
      }
      assertEquals(whole.cells().size(), cells.size());
      assertEquals(Set.copyOf(whole.cells()), Set.copyOf(cells));
      assertEquals(whole.weighed().size(), weighed.size());
      assertEquals(Set.copyOf(whole.weighed()), Set.copyOf(weighed));
    }
  }

  @Test
  void partsTakeAboutEquallyLong() throws Exception {
    List<TraceChoice> traces = new ArrayList<>();
    for (int i = 1; i <= 12; i++) {
      traces.add(
          new TraceChoice(
              "uniform:size=" + i + "G,operations=50",
              List.of(Operation.SET, Operation.NATIVE_SERIALIZE)));
    }
    Plan whole = plan(traces, 1);
    // 12 groups of three measured cells and 12 of one: 48 in four parts.
    for (int index = 1; index <= 4; index++) {
      int measured = whole.part(new Shard(index, 4), Profile.QUICK.effort()).round(0).size();
      assertTrue(measured >= 11 && measured <= 13, "shard " + index + ": " + measured);
    }
  }

  private static Plan plan(List<TraceChoice> traces, long seed) throws Exception {
    return plan(BACKENDS, traces, seed);
  }

  private static Plan plan(List<String> backends, List<TraceChoice> traces, long seed)
      throws Exception {
    return Plan.of(
        options(backends, traces, List.of(Granularity.DEFAULT), seed),
        JvmBackends.here(Backends.load()));
  }

  private static BenchOptions options(
      List<String> backends, List<TraceChoice> traces, List<Granularity> granularities, long seed) {
    return options(backends, traces, granularities, List.of(Pollution.MONO), seed);
  }

  private static BenchOptions options(
      List<String> backends,
      List<TraceChoice> traces,
      List<Granularity> granularities,
      List<Pollution> pollutions,
      long seed) {
    return new BenchOptions(
        Profile.SMOKE,
        backends,
        traces,
        granularities,
        Windows.DEFAULT,
        pollutions,
        Path.of("out"),
        seed,
        TargetJvm.current(),
        "",
        List.of());
  }
}

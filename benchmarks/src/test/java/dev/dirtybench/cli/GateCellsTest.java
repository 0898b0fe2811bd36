package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.benchmarks.gate.BuildListing;
import dev.dirtybench.benchmarks.gate.GateCell;
import dev.dirtybench.benchmarks.gate.GatedCells;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GateCellsTest {
  private static final Set<String> OPERATIONS = Set.of("set", "merge");

  private static BuildListing build(Set<String> backends, Set<String> traces) {
    return new BuildListing(OPERATIONS, backends, Set.of("noop"), traces, Set.of());
  }

  private static List<String> ids(GatedCells cells) {
    return cells.cells().stream().map(GateCell::id).sorted().toList();
  }

  @Test
  void whatOneBuildLacksIsToldAndNeverLeftOut() throws Exception {
    GatedCells cells =
        GateCells.between(
            "set/bitset/postgres/64K,set/roaring/postgres/64K,set/hbitmap/postgres/64K",
            build(Set.of("bitset", "roaring"), Set.of("postgres")),
            build(Set.of("bitset", "hbitmap"), Set.of("postgres")));
    assertEquals(List.of("set/bitset/postgres/64K"), ids(cells));
    assertEquals(List.of("set/roaring/postgres/64K"), cells.coverage().missing());
    assertEquals(List.of("set/hbitmap/postgres/64K"), cells.coverage().added());
  }

  @Test
  void allIsWhatEitherBuildHas() throws Exception {
    GatedCells cells =
        GateCells.between(
            "all",
            build(Set.of("bitset", "noop"), Set.of("postgres", "gone")),
            build(Set.of("bitset", "noop"), Set.of("postgres")));
    assertEquals(
        List.of("merge/bitset/postgres/64K", "set/bitset/postgres/64K"),
        ids(cells),
        "what is no contender is not gated");
    assertEquals(
        List.of("merge/bitset/gone/64K", "set/bitset/gone/64K"),
        cells.coverage().missing().stream().sorted().toList());
  }

  @Test
  void aCellThatNeitherBuildKnowsIsRefused() {
    BuildListing build = build(Set.of("bitset"), Set.of("postgres"));
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> GateCells.between("set/bitst/postgres/64K", build, build))
            .getMessage();
    assertTrue(message.contains("set/bitst/postgres/64K"), message);
  }

  @Test
  void tracesMayBeFilesInFoldersAndGeneratorsWithCommas() throws Exception {
    String cells = "set/bitset/extents:size=1G,operations=50,seed=3/64K,merge/bitset/postgres/1M";
    assertEquals(
        List.of("merge/bitset/postgres/1M", "set/bitset/extents:size=1G,operations=50,seed=3/64K"),
        ids(GateCells.of(cells, null)));
    BuildListing build = build(Set.of("bitset"), Set.of());
    assertEquals(
        List.of("no/such/file.csv"),
        List.of(
            assertThrows(
                    IllegalArgumentException.class,
                    () -> GateCells.between("set/bitset/no/such/file.csv/64K", build, build))
                .getMessage()
                .replaceAll(".*set/bitset/(.*)/64K", "$1")));
  }
}

package dev.dirtybench.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.benchmarks.pass.Operation;
import dev.dirtybench.benchmarks.pass.Pollution;
import dev.dirtybench.benchmarks.pass.Windows;
import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.spi.UnknownBackendException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plans of JVMs of which one cannot have a backend. */
class JvmPlanTest {
  private static final Backends KNOWN = Backends.load();
  private static final JvmBackends ALL = new JvmBackends(KNOWN, Map.of());
  private static final JvmBackends LESS =
      new JvmBackends(KNOWN, Map.of("roaring", "needs another Java"));

  private Plan all;
  private Plan less;

  @BeforeEach
  void plan() throws Exception {
    all = Plan.of(options(), ALL);
    less = Plan.of(options(), LESS);
  }

  private static BenchOptions options() {
    return new BenchOptions(
        Profile.SMOKE,
        List.of("bitset", "hbitmap", "roaring"),
        List.of(
            new TraceChoice(
                "uniform:size=4G,operations=500,seed=1",
                List.of(Operation.SET, Operation.MERGE, Operation.SCAN_WORDS))),
        List.of(Granularity.DEFAULT),
        Windows.DEFAULT,
        List.of(Pollution.MONO),
        Path.of("out"),
        1,
        TargetJvm.current(),
        "",
        List.of());
  }

  @Test
  void whatAJvmCannotHaveIsSkippedThereWithTheReason() {
    assertEquals(keys(all.cells()), keys(less.cells()), "cells are the same");
    assertEquals(6, less.round(0).size());
    for (PlannedCell cell : less.cells()) {
      assertEquals(
          cell.backend().equals("roaring")
              ? "this JVM cannot have the backend: it needs another Java"
              : null,
          cell.skipReason());
    }
  }

  @Test
  void roundsHaveWhatAnyOfTheJvmsHas() {
    for (List<Plan> plans : List.of(List.of(less, all), List.of(all, less))) {
      for (int round = 0; round < 3; round++) {
        assertEquals(
            keys(all.round(round)), keys(Plan.union(plans).round(round)), "round " + round);
      }
    }
  }

  @Test
  void shardsOfBothJvmsHaveTheSameCells() {
    for (int index = 1; index <= 3; index++) {
      Shard shard = new Shard(index, 3);
      assertEquals(
          keys(all.part(shard, Profile.SMOKE.effort()).cells()),
          keys(less.part(shard, Profile.SMOKE.effort()).cells()),
          "shard " + index);
    }
  }

  @Test
  void aBackendMustBeToBeHadOnOneJvmAtLeast() {
    JvmBackends.requireSomewhere("roaring", List.of(LESS, ALL));
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> JvmBackends.requireSomewhere("roaring", List.of(LESS, LESS)))
            .getMessage();
    assertEquals("backend \"roaring\" needs another Java", message);
    assertThrows(
        UnknownBackendException.class, () -> JvmBackends.requireSomewhere("none", List.of(ALL)));
  }

  @Test
  void aJvmIsAskedItself() throws Exception {
    JvmBackends here = JvmBackends.here(KNOWN);
    JvmBackends asked =
        JvmBackends.of(KNOWN, TargetJvm.current(), System.getProperty("java.class.path"));
    assertEquals(here.unavailable(), asked.unavailable());
    assertTrue(asked.available().contains("hbitmap"));
    assertTrue(asked.competes("hbitmap"));
    assertFalse(asked.competes("noop"));
  }

  private static List<String> keys(List<PlannedCell> cells) {
    return cells.stream().map(cell -> BenchRun.key(cell).id()).toList();
  }
}

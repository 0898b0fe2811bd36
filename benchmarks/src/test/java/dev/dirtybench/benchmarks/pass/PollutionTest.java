package dev.dirtybench.benchmarks.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PollutionTest {
  private final Backends backends = Backends.load();
  private final List<String> prepared = new ArrayList<>();

  private Cell cell(String backend) throws Exception {
    return new Cell(
        backends.require(backend),
        Subject.open("uniform:size=64M,operations=9,seed=1"),
        Granularity.DEFAULT);
  }

  /** Notes whose passes are made. */
  private Function<Cell, Pass> watched(Operation operation) {
    return cell -> {
      prepared.add(cell.provider().getClass().getSimpleName());
      return operation.prepare(cell);
    };
  }

  @Test
  void takesTheFirstOthersThatCompeteAndTheMeasuredOneLast() throws Exception {
    Pollution.MONO.apply(cell("hbitmap"), Set.of(), watched(Operation.SET));
    assertEquals(List.of(), prepared);
    Pollution.BI.apply(cell("hbitmap"), Set.of(), watched(Operation.SET));
    assertEquals(List.of("AdaptiveProvider", "HierarchicalBitmapProvider"), prepared);
    prepared.clear();
    Pollution.MEGA.apply(cell("agrona"), Set.of(), watched(Operation.MERGE));
    assertEquals(List.of("AdaptiveProvider", "BitSetProvider", "AgronaProvider"), prepared);
  }

  @Test
  void takesNoVariantOfTheMeasuredOneAndNoYardstick() throws Exception {
    for (String backend : backends.available()) {
      prepared.clear();
      Pollution.MEGA.apply(cell(backend), Set.of(), watched(Operation.SCAN_EXTENTS));
      assertEquals(3, new LinkedHashSet<>(prepared).size(), prepared.toString());
      List<String> others = prepared.subList(0, 2);
      assertTrue(
          others.stream().noneMatch(List.of("NoopProvider", "PlainProvider")::contains),
          prepared.toString());
      if (backend.startsWith("chronicle")) {
        assertTrue(others.stream().noneMatch(name -> name.contains("Chronicle")), backend);
      }
    }
  }

  @Test
  void goesThroughEveryOperation() throws Exception {
    for (Operation operation : Operation.values()) {
      if (!operation.needsNativeFormat()) {
        Pollution.BI.apply(cell("hbitmap"), operation.needs(), watched(operation));
      }
    }
    assertEquals(2 * (Operation.values().length - 2), prepared.size());
  }

  @Test
  void saysWhatItLacks() throws Exception {
    BitmapProvider roaring = backends.require("roaring");
    assertNull(Pollution.MEGA.obstacle(backends, roaring, Set.of()));
    assertNull(Pollution.MONO.obstacle(backends, roaring, Operation.NATIVE_SERIALIZE.needs()));
    String reason = Pollution.BI.obstacle(backends, roaring, Operation.NATIVE_SERIALIZE.needs());
    assertEquals("pollution bi needs 1 other backend that can do it, found 0", reason);
    Cell cell = cell("roaring");
    var refused =
        assertThrows(
            IllegalStateException.class,
            () ->
                Pollution.BI.apply(
                    cell, Operation.NATIVE_SERIALIZE.needs(), watched(Operation.NATIVE_SERIALIZE)));
    assertEquals(reason, refused.getMessage());
  }

  @Test
  void isKnownByName() {
    assertEquals(Pollution.MEGA, Pollution.of("mega"));
    var refused = assertThrows(IllegalArgumentException.class, () -> Pollution.of("much"));
    assertEquals(
        "unknown pollution \"much\", expected one of mono, bi, mega", refused.getMessage());
  }
}

package dev.dirtybench.benchmarks.ruler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RulerTest {
  @Test
  void theChainPassesThroughEveryLineBeforeItComesBack() {
    ChaseRuler ruler = new ChaseRuler();
    Set<Long> ends = new HashSet<>();
    long runs = (16L << 20) / 64 / ruler.units();
    for (int i = 0; i < runs; i++) {
      ends.add(ruler.run());
    }
    assertEquals(runs, ends.size());
    assertTrue(ends.contains(0L), "after all lines the chain is where it began");
  }

  @Test
  void everyRulerDoesWorkThatLeavesAValue() {
    RulerClock clock = new RulerClock(1, 1);
    List<String> names = new ArrayList<>();
    for (Supplier<Ruler> make : RulerMain.rulers()) {
      Ruler ruler = make.get();
      names.add(ruler.name());
      assertTrue(clock.nanosPerUnit(ruler) > 0, ruler.name());
    }
    assertEquals(List.of("popcount-l1", "chase-16m", "allocate-gc", "copy-64m"), names);
    assertTrue(clock.sink() != 0);
  }
}

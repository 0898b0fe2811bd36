package dev.dirtybench.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dirtybench.benchmarks.pass.Operation;
import dev.dirtybench.spi.Granularity;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellArgumentsTest {
  @Test
  void keepsSlashesAndCommasOfTheTrace() {
    for (String spec : List.of("postgres", "./a/b,c.csv.gz", "uniform:size=1G,seed=2")) {
      var cell =
          new CellArguments(
              Granularity.DEFAULT, List.of(Operation.SET, Operation.SCAN_WORDS), spec);
      assertEquals(cell, CellArguments.parse(cell.toString()));
    }
  }

  @Test
  void saysWhatItExpects() {
    var e = assertThrows(IllegalArgumentException.class, () -> CellArguments.parse("postgres"));
    assertEquals(
        "expected granularity/operations/trace such as 64K/set/postgres, got \"postgres\"",
        e.getMessage());
  }
}

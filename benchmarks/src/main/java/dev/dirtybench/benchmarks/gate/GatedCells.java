package dev.dirtybench.benchmarks.gate;

import dev.dirtybench.results.gate.Coverage;
import java.util.List;

/**
 * The cells of a comparison.
 *
 * @param cells that both arms have
 * @param coverage that one of them has
 */
public record GatedCells(List<GateCell> cells, Coverage coverage) {
  /** Copies the list. */
  public GatedCells {
    cells = List.copyOf(cells);
  }
}

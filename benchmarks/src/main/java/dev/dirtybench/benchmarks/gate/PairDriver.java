package dev.dirtybench.benchmarks.gate;

import java.io.IOException;

/** A way to run both arms of a cell side by side, one pair a call. */
interface PairDriver {
  /** How it runs a cell, for reports and logs. */
  String label(GateCell cell);

  /**
   * Measures one pair.
   *
   * @param cell what
   * @param round 0 for the first: even and odd rounds swap the arms' order
   */
  PairOutcome pair(GateCell cell, int round) throws IOException, InterruptedException;
}

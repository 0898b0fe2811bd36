package dev.dirtybench.benchmarks.gate;

import java.io.IOException;

/**
 * Another driver whose disturbed pairs count too.
 *
 * @param driver measures
 */
record AllCountDriver(PairDriver driver) implements PairDriver {
  @Override
  public String label(GateCell cell) {
    return driver.label(cell);
  }

  @Override
  public PairOutcome pair(GateCell cell, int round) throws IOException, InterruptedException {
    PairOutcome outcome = driver.pair(cell, round);
    return new PairOutcome(outcome.difference(), outcome.a(), outcome.b(), null, outcome.failure());
  }
}

package dev.dirtybench.benchmarks.run;

/** Thrown when a backend computes something else than the oracle: the run stops. */
public final class MismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MismatchException(PlannedCell cell, String expected, String found) {
    super(
        "backend "
            + cell.backend()
            + " is wrong in operation "
            + cell.operation().label()
            + " on trace "
            + cell.trace().name()
            + " at granularity "
            + cell.granularity()
            + ": expected digest "
            + expected
            + ", found "
            + found
            + "; nothing was measured");
  }
}

package dev.dirtybench.benchmarks.run;

/** Told what comes next in a part of the run that is not timed. */
interface ProgressStep {
  void next(String what);
}

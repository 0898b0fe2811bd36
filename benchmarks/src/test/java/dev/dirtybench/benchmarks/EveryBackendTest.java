package dev.dirtybench.benchmarks;

import dev.dirtybench.testkit.EveryBackendContract;

/** Every pair of the backends that a run measures: merging and serialising across them. */
class EveryBackendTest extends EveryBackendContract {}

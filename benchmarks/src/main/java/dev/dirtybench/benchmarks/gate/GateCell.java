package dev.dirtybench.benchmarks.gate;

import dev.dirtybench.benchmarks.pass.Operation;

/**
 * A cell that both arms have.
 *
 * @param operation what is measured
 * @param backend its backend, unless the arms name theirs
 * @param trace as {@code Traces.open} takes it
 * @param granularity such as {@code 64K}
 * @param heapMiB fixed heap of the measuring JVMs
 */
public record GateCell(
    Operation operation, String backend, String trace, String granularity, long heapMiB) {
  /** The id in reports. */
  String id() {
    return operation.label() + "/" + backend + "/" + trace + "/" + granularity;
  }

  /** The backend of an arm. */
  String backendOf(GateArm arm) {
    return arm.backend() == null ? backend : arm.backend();
  }
}

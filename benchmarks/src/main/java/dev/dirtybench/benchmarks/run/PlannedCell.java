package dev.dirtybench.benchmarks.run;

import dev.dirtybench.benchmarks.pass.MergePass;
import dev.dirtybench.benchmarks.pass.Operation;
import dev.dirtybench.benchmarks.pass.Pollution;
import dev.dirtybench.benchmarks.pass.Windows;
import dev.dirtybench.spi.Granularity;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A cell of the run: one operation of one backend on one trace at one granularity.
 *
 * @param operation what is measured
 * @param backend name of the backend
 * @param trace the trace
 * @param granularity bytes per bit
 * @param windows the intervals between backups, which count for {@code cycle} alone
 * @param pollution how many other backends go before it in its JVM
 * @param skipReason why it is not measured, or null
 */
public record PlannedCell(
    Operation operation,
    String backend,
    PlannedTrace trace,
    Granularity granularity,
    Windows windows,
    Pollution pollution,
    String skipReason) {
  long bits() {
    return granularity.bitCount(trace.deviceSize());
  }

  ForkMemory memory() {
    return ForkMemory.forBits(bits(), trace.operations());
  }

  /** The steps of one pass, as {@code Pass.steps()} counts them. */
  long steps() {
    return Math.max(
        1,
        switch (operation) {
          case SET -> trace.marks();
          case CLEAR -> (trace.marks() + 1) / 2;
          case MERGE -> MergePass.CHAIN;
          case CYCLE -> windows.count(trace.operations(), trace.spanNs());
          default -> 1;
        });
  }

  /**
   * What else the operation is measured with, by name: parameters of its JMH benchmark. A JVM with
   * one backend is what all others are seen beside, and is not named.
   */
  Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (operation == Operation.CYCLE) {
      parameters.put("windows", windows.toString());
    }
    if (pollution != Pollution.MONO) {
      parameters.put(Pollution.PARAMETER, pollution.label());
    }
    return parameters;
  }

  String title() {
    String title = operation.label() + " " + trace.name() + " " + granularity + " " + backend;
    return pollution == Pollution.MONO ? title : title + " polluted " + pollution.label();
  }
}

package dev.dirtybench.benchmarks.run;

import dev.dirtybench.benchmarks.pass.Subject;
import dev.dirtybench.benchmarks.pass.Windows;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.workloads.WriteTrace;
import java.io.IOException;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * A trace that a run uses, without its columns, or random bits in the place of one. Two are equal
 * if they were asked for alike and have the same content.
 *
 * @param spec as it was asked for, and as the forks ask for it
 * @param name as it stands in tables
 * @param source what was recorded or generated
 * @param deviceSize bytes
 * @param operations of all kinds
 * @param spanNs nanoseconds from its first to its last operation, 0 if it has no times
 * @param marks writes, write-zeroes and discards
 * @param sha256 of its content, as {@link Subject#sha256()} takes it
 * @param density the share of bits that it leaves dirty, by granularity
 */
public record PlannedTrace(
    String spec,
    String name,
    String source,
    long deviceSize,
    int operations,
    long spanNs,
    int marks,
    String sha256,
    ToDoubleFunction<Granularity> density) {
  /**
   * Decodes a trace to learn about it.
   *
   * @param spec as {@link Subject#open} takes it
   * @return what was learnt
   * @throws IOException if it cannot be read
   */
  public static PlannedTrace of(String spec) throws IOException {
    Subject subject = Subject.open(spec);
    return of(spec, subject.trace(), subject.sha256(), subject.density());
  }

  static PlannedTrace of(
      String spec, WriteTrace trace, String sha256, ToDoubleFunction<Granularity> density) {
    return new PlannedTrace(
        spec,
        trace.name(),
        trace.source(),
        trace.deviceSize(),
        trace.size(),
        Windows.spanNs(trace),
        trace.markCount(),
        sha256,
        density);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PlannedTrace trace
        && spec.equals(trace.spec)
        && sha256.equals(trace.sha256);
  }

  @Override
  public int hashCode() {
    return Objects.hash(spec, sha256);
  }
}

package dev.dirtybench.benchmarks.run;

import dev.dirtybench.benchmarks.pass.Operation;
import java.util.List;

/**
 * A trace that was chosen, or random bits, and what is measured on it.
 *
 * @param spec as {@code Subject.open} takes it
 * @param operations in the order of the report
 */
public record TraceChoice(String spec, List<Operation> operations) {
  /** Copies the list. */
  public TraceChoice {
    operations = List.copyOf(operations);
  }
}

package dev.dirtybench.benchmarks.run;

import dev.dirtybench.benchmarks.pass.Operation;
import java.util.List;

/**
 * A trace that was chosen, or random bits, and what is measured on it.
 *
 * @param spec as {@code Subject.open} takes it
 * @param operations in the order of the report
 * @param yardsticks which of the operations the references are measured in
 */
public record TraceChoice(String spec, List<Operation> operations, Yardsticks yardsticks) {
  /** Which operations the references are measured in, of those that they can show something in. */
  public enum Yardsticks {
    /** In none. */
    NONE,
    /** A reference that is a bitmap where the C implementation has such a floor; others as ALL. */
    WITH_A_FLOOR,
    /** In all of them. */
    ALL
  }

  /** Copies the list. */
  public TraceChoice {
    operations = List.copyOf(operations);
  }

  /**
   * A choice with the references in all operations.
   *
   * @param spec as {@code Subject.open} takes it
   * @param operations in the order of the report
   */
  public TraceChoice(String spec, List<Operation> operations) {
    this(spec, operations, Yardsticks.ALL);
  }

  /**
   * The same choice with the references in other operations.
   *
   * @param others which ones
   * @return a copy
   */
  public TraceChoice with(Yardsticks others) {
    return new TraceChoice(spec, operations, others);
  }
}

package dev.dirtybench.benchmarks.pass;

import java.util.function.LongConsumer;

/**
 * One operation of one backend on one trace, prepared so that it can be run again and again.
 *
 * <p>A pass leaves everything ready for the next pass: what it marks it also takes back, and that
 * is part of what is measured. Decoding, allocation and the filling of sources happen when it is
 * created. Not for use by several threads.
 */
public abstract class Pass implements AutoCloseable {
  /** For the operations. */
  protected Pass() {}

  /**
   * Runs the pass once; this is what is timed. Allocates nothing of its own.
   *
   * @return a value that depends on the work, so that none of it can be left out
   */
  public abstract long run();

  /**
   * How many steps of the operation a pass takes: writes replayed, ranges cleared, bitmaps merged;
   * 1 where the pass itself is the step.
   *
   * @return 1 or more
   */
  public abstract long steps();

  /**
   * Delivers the result of the last {@link #run()} as numbers, in an order that does not depend on
   * the backend; the verifier compares them with the oracle's. Not timed.
   *
   * @param sink takes the numbers one by one
   */
  public abstract void result(LongConsumer sink);

  @Override
  public abstract void close();
}

package dev.dirtybench.results;

/**
 * One iteration of a fork, warm-up or measured: a line of {@code warmup.jsonl}, written when it has
 * ended.
 *
 * @param seq of the fork's line in {@code schedule.jsonl}, which is written after its iterations
 * @param cellId what is measured
 * @param fork which one of its cell, from 1
 * @param phase {@link #WARM} or {@link #MEASURED}
 * @param iteration from 1 in its phase
 * @param startNs begin, nanoseconds since 1970
 * @param durNs length
 * @param ops passes in it
 * @param score as JMH gives it
 * @param unit of the score
 * @param gcCount collections in it
 * @param gcMs their milliseconds
 * @param jitMs milliseconds of the compiler threads
 */
public record IterationEntry(
    int seq,
    String cellId,
    int fork,
    String phase,
    int iteration,
    long startNs,
    long durNs,
    long ops,
    double score,
    String unit,
    long gcCount,
    long gcMs,
    long jitMs) {
  /** Before the measured ones. */
  public static final String WARM = "warm";

  /** It counts. */
  public static final String MEASURED = "meas";
}

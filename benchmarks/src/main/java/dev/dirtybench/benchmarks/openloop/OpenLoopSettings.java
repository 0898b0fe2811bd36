package dev.dirtybench.benchmarks.openloop;

/**
 * What is played, in what way.
 *
 * @param backend name of the backend
 * @param trace the trace, as it was asked for
 * @param granularity bytes per bit, such as {@code 64K}
 * @param speed how many times as fast as recorded; 0 where a rate is given
 * @param rate writes a second, evenly spaced; 0 where a speed is given
 * @param lengthNs writes due later than this are not played; 0 for one round of the trace
 * @param snapshotEveryNs a snapshot is begun so often; 0 for never
 * @param warmupNs how long to play before anything counts
 */
public record OpenLoopSettings(
    String backend,
    String trace,
    String granularity,
    double speed,
    double rate,
    long lengthNs,
    long snapshotEveryNs,
    long warmupNs) {}

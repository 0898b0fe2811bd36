package dev.dirtybench.results;

/**
 * How much is measured in every cell.
 *
 * @param mode JMH's mode, such as {@code avgt}
 * @param forks JVMs per cell
 * @param warmupIterations iterations before the measured ones
 * @param warmupTime length of one, as JMH writes it: {@code 500 ms}
 * @param measurementIterations measured iterations per JVM
 * @param measurementTime length of one, as JMH writes it: {@code 1 s}
 */
public record MeasuringPlan(
    String mode,
    int forks,
    int warmupIterations,
    String warmupTime,
    int measurementIterations,
    String measurementTime) {}

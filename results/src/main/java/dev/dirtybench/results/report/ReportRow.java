package dev.dirtybench.results.report;

import dev.dirtybench.results.stats.Moments;
import java.util.Arrays;

/**
 * One number of one cell: a row of the report's table.
 *
 * @param place which cell, of which run
 * @param metric {@code time}, {@code rate}, {@code heap_bytes}, a profiler's name; empty without a
 *     number
 * @param unit of the number
 * @param lowerIsBetter whether less is better; null where nobody knows
 * @param score the number; NaN if there is none
 * @param low lower end of its band; NaN if there is none
 * @param high upper end of its band; NaN if there is none
 * @param band what the band is, such as {@code spread of 2 forks}; empty without one
 * @param forks JVMs that it is the median of; 0 where nothing was timed
 * @param status {@code measured}, {@code skipped} or {@code failed}
 * @param reason why it was not measured; empty if it was
 * @param benchmark full name of the benchmark's method
 * @param iterations its values by fork, in its unit; empty where the run does not tell
 */
public record ReportRow(
    Place place,
    String metric,
    String unit,
    Boolean lowerIsBetter,
    double score,
    double low,
    double high,
    String band,
    int forks,
    String status,
    String reason,
    String benchmark,
    double[][] iterations) {
  static final String MEASURED = "measured";

  /**
   * Where a number belongs.
   *
   * @param run label of the run: A, B, ...
   * @param cell name of the cell in its run's files
   * @param operation what was measured
   * @param backend what was measured with it
   * @param trace the workload
   * @param granularity bytes per bit as {@code 64K}; empty in other projects' results
   * @param parameters further ones; often empty
   * @param sizeBits bits of the disk's bitmap; 0 if not known
   * @param density share of dirty bits; NaN if not known
   */
  public record Place(
      String run,
      String cell,
      String operation,
      String backend,
      String trace,
      String granularity,
      String parameters,
      long sizeBits,
      double density) {
    Place in(String newRun) {
      return new Place(
          newRun, cell, operation, backend, trace, granularity, parameters, sizeBits, density);
    }

    Place with(double newDensity) {
      return new Place(
          run, cell, operation, backend, trace, granularity, parameters, sizeBits, newDensity);
    }

    /** What backends are compared on: everything but backend and run. */
    String workload() {
      return String.join("\u0001", operation, parameters, trace, granularity);
    }

    /** The operation with its parameters. */
    String task() {
      return parameters.isEmpty() ? operation : operation + ' ' + parameters;
    }

    /** The workload as one may read it. */
    String label() {
      StringBuilder text = new StringBuilder(task());
      for (String part : new String[] {trace, granularity}) {
        if (!part.isEmpty()) {
          text.append(" \u00b7 ").append(part);
        }
      }
      return text.toString();
    }
  }

  /** Whether it is the number that its cell is compared by. */
  boolean isPrimary() {
    return (metric.equals("time") || metric.equals("rate")) && hasScore() && score > 0;
  }

  boolean hasScore() {
    return status.equals(MEASURED) && Double.isFinite(score);
  }

  /** Of which larger is worse: a time, or the inverse of a rate. */
  double cost() {
    return Boolean.FALSE.equals(lowerIsBetter) ? 1 / score : score;
  }

  /** Logarithms of the forks' medians with the sign that makes larger worse; empty if not known. */
  double[] logCosts() {
    double sign = Boolean.FALSE.equals(lowerIsBetter) ? -1 : 1;
    return Arrays.stream(iterations).mapToDouble(f -> sign * Math.log(Moments.median(f))).toArray();
  }

  /** The forks' medians; the score alone where the forks are not known. */
  double[] forkScores() {
    return iterations.length == 0
        ? new double[] {score}
        : Arrays.stream(iterations).mapToDouble(Moments::median).toArray();
  }

  ReportRow in(Place newPlace) {
    return new ReportRow(
        newPlace,
        metric,
        unit,
        lowerIsBetter,
        score,
        low,
        high,
        band,
        forks,
        status,
        reason,
        benchmark,
        iterations);
  }
}

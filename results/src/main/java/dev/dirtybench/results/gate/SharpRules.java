package dev.dirtybench.results.gate;

import dev.dirtybench.results.stats.Moments;
import dev.dirtybench.results.stats.Verdict;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Judges what is counted: bytes allocated per operation, sizes, counters and digests.
 *
 * @param allowed share by which B may be above A, by metric, for those that have a budget
 */
public record SharpRules(Map<String, Double> allowed) {
  /** JMH's name of the bytes allocated per operation. */
  public static final String ALLOCATED = "gc.alloc.rate.norm";

  /** What an operation leaves. */
  public static final String DIGEST = "digest";

  /** Forks of each arm without which no allocation is called a regression. */
  public static final int FORKS = 6;

  /** Bytes per operation that an allocation may differ by: an object header more or less. */
  public static final double ALLOWED_BYTES = 16;

  /** Share of A's allocation that B's may differ by. */
  public static final double ALLOWED_SHARE = 0.005;

  private static final String BYTES_PER_OP = "B/op";

  /** Copies the map. */
  public SharpRules {
    allowed = Map.copyOf(allowed);
  }

  /**
   * Whether more forks could make no difference to the verdict: the first pair differs by no more
   * than is allowed, the arms' values overlap, or there are enough.
   *
   * @param a B/op of each fork of A, one or more
   * @param b as many of B
   * @return true if it can be judged
   */
  public boolean isSettled(double[] a, double[] b) {
    return Math.abs(b[0] - a[0]) <= allowance(ALLOCATED, a[0])
        || a.length >= FORKS
        || !isAbove(a, b) && !isAbove(b, a);
  }

  /**
   * Judges the bytes allocated per operation: a regression if the medians differ by more than is
   * allowed and every fork of B allocates more than every fork of A. What JMH and the JVM allocate
   * meanwhile varies from fork to fork, so that fewer forks would cry wolf.
   *
   * @param cell its id
   * @param a of each fork of A
   * @param b of each fork of B
   * @return the row
   */
  public SharpRow allocated(String cell, double[] a, double[] b) {
    double medianA = Moments.median(a);
    double medianB = Moments.median(b);
    double most = allowance(ALLOCATED, medianA);
    Verdict verdict = Verdict.EQUIVALENT;
    String note = a.length == 1 ? "" : a.length + " forks of each";
    if (Math.abs(medianB - medianA) > most) {
      if (Math.min(a.length, b.length) < FORKS) {
        verdict = Verdict.INCONCLUSIVE;
        note = "the forks disagree: A " + texts(a) + ", B " + texts(b);
      } else {
        verdict =
            isAbove(a, b)
                ? Verdict.REGRESSION
                : isAbove(b, a) ? Verdict.IMPROVEMENT : Verdict.INCONCLUSIVE;
      }
    }
    return new SharpRow(
        cell,
        ALLOCATED,
        BYTES_PER_OP,
        SharpReading.of(medianA),
        SharpReading.of(medianB),
        "+" + SharpReading.of(most).text(),
        verdict,
        note);
  }

  private static String texts(double[] values) {
    return Arrays.stream(values)
        .mapToObj(value -> SharpReading.of(value).text())
        .collect(Collectors.joining(" "));
  }

  /** Whether all of the second values are above all of the first. */
  private static boolean isAbove(double[] first, double[] second) {
    return Arrays.stream(second).min().orElseThrow() > Arrays.stream(first).max().orElseThrow();
  }

  private double allowance(String metric, double a) {
    return Math.max(ALLOWED_BYTES, a * allowed.getOrDefault(metric, ALLOWED_SHARE));
  }

  /**
   * Judges a size: more than is allowed is a regression, less is an improvement.
   *
   * @param cell its id
   * @param metric such as {@code serialized_bytes}
   * @param unit such as {@code B}
   * @param a of A
   * @param b of B
   * @return the row
   */
  public SharpRow size(String cell, String metric, String unit, double a, double b) {
    double most = Math.abs(a) * allowed.getOrDefault(metric, 0.0);
    Verdict verdict = Verdict.EQUIVALENT;
    if (b - a > most) {
      verdict = Verdict.REGRESSION;
    } else if (b < a) {
      verdict = Verdict.IMPROVEMENT;
    }
    return row(cell, metric, unit, a, b, "+" + SharpReading.of(most).text(), verdict);
  }

  /**
   * Judges a counter that must stay the same: any difference above what is allowed is a regression,
   * in both directions, because work that is not done any more is no gain by itself.
   *
   * @param cell its id
   * @param metric name of the counter
   * @param unit such as {@code #}
   * @param a of A
   * @param b of B
   * @return the row
   */
  public SharpRow exact(String cell, String metric, String unit, double a, double b) {
    double most = Math.abs(a) * allowed.getOrDefault(metric, 0.0);
    return row(
        cell,
        metric,
        unit,
        a,
        b,
        most == 0 ? "equal" : "±" + SharpReading.of(most).text(),
        Math.abs(b - a) > most ? Verdict.REGRESSION : Verdict.EQUIVALENT);
  }

  /**
   * Judges digests: arms that leave different results are not comparable.
   *
   * @param cell its id
   * @param a of A
   * @param b of B
   * @return the row
   */
  public SharpRow digest(String cell, String a, String b) {
    boolean same = a.equals(b);
    return new SharpRow(
        cell,
        DIGEST,
        "",
        SharpReading.of(a),
        SharpReading.of(b),
        "equal",
        same ? Verdict.EQUIVALENT : Verdict.INVALID,
        same ? "" : "the arms leave different results");
  }

  private static SharpRow row(
      String cell, String metric, String unit, double a, double b, String most, Verdict verdict) {
    return new SharpRow(
        cell, metric, unit, SharpReading.of(a), SharpReading.of(b), most, verdict, "");
  }
}

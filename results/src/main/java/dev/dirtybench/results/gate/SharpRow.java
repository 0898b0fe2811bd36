package dev.dirtybench.results.gate;

import dev.dirtybench.results.stats.Verdict;

/**
 * One sharp gate on one cell: something that is counted and not timed, judged without statistics.
 *
 * @param cell its id
 * @param metric such as {@code gc.alloc.rate.norm}
 * @param unit such as {@code B/op}, empty for a text
 * @param a what A showed
 * @param b what B showed
 * @param allowed how far B may be above A, in words
 * @param verdict REGRESSION, IMPROVEMENT, EQUIVALENT, INCONCLUSIVE or INVALID
 * @param note one line, empty where the readings say all
 */
public record SharpRow(
    String cell,
    String metric,
    String unit,
    SharpReading a,
    SharpReading b,
    String allowed,
    Verdict verdict,
    String note) {
  /**
   * A gate that could not be read.
   *
   * @param cell its id
   * @param metric which
   * @param reason one line
   * @return an INVALID row
   */
  public static SharpRow unread(String cell, String metric, String reason) {
    return new SharpRow(
        cell, metric, "", SharpReading.of("-"), SharpReading.of("-"), "-", Verdict.INVALID, reason);
  }

  /**
   * A gate that was left out.
   *
   * @param cell its id
   * @param metric which
   * @param reason one line
   * @return an INCONCLUSIVE row
   */
  public static SharpRow leftOut(String cell, String metric, String reason) {
    return new SharpRow(
        cell,
        metric,
        "",
        SharpReading.of("-"),
        SharpReading.of("-"),
        "-",
        Verdict.INCONCLUSIVE,
        reason);
  }
}

package dev.dirtybench.results.compare;

import dev.dirtybench.results.stats.Verdict;

/**
 * A cell of one column against the same row's cell of the first column.
 *
 * @param row keys of the row as one text
 * @param column the column's name
 * @param score median of its forks, in {@code unit}
 * @param baseScore of the first column's
 * @param unit of both
 * @param forks of this cell and of the first column's, the fewer
 * @param ratio cost to the first column's; above 1 is worse
 * @param lower limit of the ratio, each one-sided at 1 %; 0 for none
 * @param upper limit of the ratio; infinite for none
 * @param detectable the smallest ratio less 1 that so many forks find in four of five cases
 * @param verdict by these limits alone
 * @param paired whether forks were measured side by side; else the verdict is advice only
 */
public record ComparedCell(
    String row,
    String column,
    double score,
    double baseScore,
    String unit,
    int forks,
    double ratio,
    double lower,
    double upper,
    double detectable,
    Verdict verdict,
    boolean paired) {}

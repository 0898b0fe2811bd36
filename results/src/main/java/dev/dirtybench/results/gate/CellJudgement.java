package dev.dirtybench.results.gate;

import dev.dirtybench.results.stats.PairedEffect;
import dev.dirtybench.results.stats.Verdict;

/**
 * The verdict on one cell.
 *
 * @param evidence what it rests on
 * @param effect estimate and limits; null without pairs
 * @param p of "worse than the tolerated margin"
 * @param q the same, corrected for the number of cells
 * @param detectable the smallest ratio less 1 that so many pairs find in four of five cases
 * @param morePairs how many more would find 10 %, 0 where the verdict is final
 * @param verdict the verdict
 * @param reason one line, empty where the numbers say all
 */
public record CellJudgement(
    CellEvidence evidence,
    PairedEffect effect,
    double p,
    double q,
    double detectable,
    int morePairs,
    Verdict verdict,
    String reason) {}

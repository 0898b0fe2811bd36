package dev.dirtybench.results.gate;

import dev.dirtybench.results.stats.Detectable;
import dev.dirtybench.results.stats.IntervalMethod;
import dev.dirtybench.results.stats.Multiplicity;
import dev.dirtybench.results.stats.PairedEffect;
import dev.dirtybench.results.stats.Verdict;
import dev.dirtybench.results.stats.VerdictRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Turns evidence into verdicts: level by level, corrected for the number of cells, and a regression
 * only if fresh pairs confirm it.
 */
public final class GateJudge {
  /** The share of false regressions among all that are found. */
  public static final double DISCOVERY_RATE = 0.05;

  /** Level at which the fresh pairs must find a slowdown too. */
  public static final double CONFIRM_ALPHA = 0.05;

  /** The effect that more rounds are reckoned for. */
  public static final double SOUGHT = 0.10;

  private final VerdictRule rule;

  /**
   * A judge.
   *
   * @param rule levels and margins
   */
  public GateJudge(VerdictRule rule) {
    this.rule = rule;
  }

  /**
   * Judges the cells of one comparison.
   *
   * @param cells all of them: the correction depends on how many there are
   * @return in the same order
   */
  public List<CellJudgement> judge(List<CellEvidence> cells) {
    double[] p = cells.stream().mapToDouble(this::p).toArray();
    double[] q = Multiplicity.benjaminiHochberg(p);
    List<CellJudgement> judgements = new ArrayList<>();
    for (int i = 0; i < p.length; i++) {
      judgements.add(judge(cells.get(i), p[i], q[i]));
    }
    return judgements;
  }

  /**
   * Whether a cell would be called a regression if it stood alone and needed no confirmation: then
   * fresh pairs are worth taking.
   *
   * @param differences of its pairs so far
   * @return true if the lower limit is above the tolerated margin
   */
  public boolean isSuspect(List<Double> differences) {
    double[] pairs = differences.stream().mapToDouble(Double::doubleValue).toArray();
    return pairs.length > 0 && rule.of(PairedEffect.of(pairs, rule.alpha())) == Verdict.REGRESSION;
  }

  private double p(CellEvidence cell) {
    double[] pairs = cell.pairs();
    if (cell.obstacle() != null || pairs.length < PairedEffect.FEWEST_PAIRS) {
      return 1;
    }
    boolean exact = PairedEffect.of(pairs, rule.alpha()).method() == IntervalMethod.SIGNED_RANK;
    return exact
        ? PairedEffect.worseThan(pairs, rule.toleratedLog())
        : PairedEffect.worseThanByT(pairs, rule.toleratedLog());
  }

  private CellJudgement judge(CellEvidence cell, double p, double q) {
    if (cell.obstacle() != null) {
      return new CellJudgement(
          cell, null, 1, 1, Double.POSITIVE_INFINITY, 0, Verdict.INVALID, cell.obstacle());
    }
    double[] pairs = cell.pairs();
    if (pairs.length == 0) {
      return new CellJudgement(
          cell,
          null,
          1,
          1,
          Double.POSITIVE_INFINITY,
          0,
          cell.excluded() > 0 ? Verdict.CONTAMINATED : Verdict.INVALID,
          "no pair was kept");
    }
    PairedEffect effect = PairedEffect.of(pairs, rule.alpha());
    double detectable = Detectable.effect(effect.deviation(), pairs.length, rule);
    Verdict verdict = rule.of(effect);
    String reason = "";
    if (cell.isContaminated()) {
      verdict = Verdict.CONTAMINATED;
      reason =
          cell.excluded()
              + " of "
              + (cell.excluded() + pairs.length)
              + " pairs were measured while the machine was disturbed";
    } else if (verdict == Verdict.REGRESSION && q > DISCOVERY_RATE) {
      verdict = Verdict.INCONCLUSIVE;
      reason = "not significant among so many cells";
    } else if (verdict == Verdict.REGRESSION && !cell.confirmation().isEmpty()) {
      double again = PairedEffect.worseThanByT(cell.confirmingPairs(), 0);
      PairedEffect confirming = PairedEffect.of(cell.confirmingPairs(), CONFIRM_ALPHA);
      reason =
          String.format(
              Locale.ROOT,
              "%d fresh pairs of forks: ratio %.3f, p %.2g",
              confirming.pairs(),
              confirming.ratio(),
              again);
      if (again > CONFIRM_ALPHA) {
        verdict = Verdict.INCONCLUSIVE;
        reason = "not confirmed: " + reason;
      }
    }
    int more = 0;
    if (verdict == Verdict.INCONCLUSIVE) {
      more = Math.max(1, Detectable.pairs(effect.deviation(), SOUGHT, rule) - pairs.length);
    }
    return new CellJudgement(cell, effect, p, q, detectable, more, verdict, reason);
  }
}

package dev.dirtybench.results.gate;

import dev.dirtybench.results.stats.Detectable;
import dev.dirtybench.results.stats.Multiplicity;
import dev.dirtybench.results.stats.PairedEffect;
import dev.dirtybench.results.stats.Verdict;
import dev.dirtybench.results.stats.VerdictRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Turns evidence into verdicts, stage by stage: the screen only drops what shows no slowdown, fresh
 * pairs decide, corrected for the number of cells and families, and a regression stands only if
 * further pairs of forks confirm it.
 *
 * <p>Decisions are looked at twice, once before more pairs are taken and once after, and
 * confirmations up to three times; the levels are divided by the number of looks.
 */
public final class GateJudge {
  /** The share of false regressions among all that are found. */
  public static final double DISCOVERY_RATE = 0.05;

  /** Level at which the confirming pairs must find a slowdown too, over all looks at them. */
  public static final double CONFIRM_ALPHA = 0.05;

  /** How often the confirming pairs are looked at, at most. */
  public static final int CONFIRM_LOOKS = 3;

  /** How often the deciding pairs are looked at, at most. */
  public static final int DECIDE_LOOKS = 2;

  /** Level of the screen: a slowdown beyond the margin is dropped with this chance at most. */
  public static final double SCREEN_ALPHA = 0.10;

  /** The effect that more rounds are reckoned for. */
  public static final double SOUGHT = 0.10;

  /** The driver of pairs of forks, as evidence names it. */
  public static final String FORKS = "forks";

  private static final String OBJECTS = "not ";

  private final VerdictRule rule;

  /** What the confirming pairs say so far. */
  public enum Confirmation {
    /** They find a slowdown too. */
    CONFIRMED,
    /** They do not show one. */
    DENIED,
    /** Neither yet. */
    OPEN
  }

  /**
   * A judge.
   *
   * @param rule levels and margins
   */
  public GateJudge(VerdictRule rule) {
    this.rule = new VerdictRule(rule.alpha() / DECIDE_LOOKS, rule.tolerated(), rule.equivalent());
  }

  /**
   * The limits by which every look is judged.
   *
   * @return the rule with its level divided by the number of looks
   */
  public VerdictRule rule() {
    return rule;
  }

  /**
   * Judges the cells of one comparison.
   *
   * @param cells all of them: the correction depends on how many there are
   * @param rulers of the machine meanwhile
   * @return in the same order
   */
  public List<CellJudgement> judge(List<CellEvidence> cells, List<RulerNoise> rulers) {
    List<CellJudgement> judged = judge(cells);
    for (RulerNoise ruler : rulers) {
      if (ruler.isTooMuch()) {
        judged.replaceAll(cell -> doubted(cell, ruler));
      }
    }
    return judged;
  }

  /** Slices meet a slower core in both arms alike; forks do not. */
  private static CellJudgement doubted(CellJudgement cell, RulerNoise ruler) {
    if (!cell.evidence().driver().equals(FORKS) || cell.verdict() == Verdict.INVALID) {
      return cell;
    }
    return new CellJudgement(
        cell.evidence(),
        cell.effect(),
        cell.p(),
        cell.q(),
        cell.detectable(),
        cell.morePairs(),
        Verdict.CONTAMINATED,
        String.format(
            Locale.ROOT,
            "the core's own speed differed by %.0f %% from reading to reading",
            100 * ruler.deviation()));
  }

  /**
   * Judges the cells of one comparison on a machine that nothing is known of.
   *
   * @param cells all of them
   * @return in the same order
   */
  public List<CellJudgement> judge(List<CellEvidence> cells) {
    double[] p = cells.stream().mapToDouble(cell -> p(cell, cells.size())).toArray();
    List<String> families = cells.stream().map(CellEvidence::family).toList();
    double[] q = Multiplicity.inFamilies(p, families, DISCOVERY_RATE);
    List<CellJudgement> judgements = new ArrayList<>();
    for (int i = 0; i < p.length; i++) {
      judgements.add(judge(cells.get(i), p[i], q[i]));
    }
    return judgements;
  }

  /**
   * Whether further pairs of a cell would be wasted: the first few leave no room for a slowdown
   * beyond the tolerated margin.
   *
   * @param screen differences of the first pairs
   * @return true if the upper limit is below the margin
   */
  public boolean isFutile(List<Double> screen) {
    if (screen.size() < PairedEffect.FEWEST_PAIRS) {
      return false;
    }
    return PairedEffect.betterThanByT(CellEvidence.array(screen), rule.toleratedLog())
        <= SCREEN_ALPHA;
  }

  /**
   * Whether a cell would be called a regression if it stood alone and needed no confirmation: then
   * fresh pairs are worth taking.
   *
   * @param differences of its pairs so far
   * @return true if the lower limit is above the tolerated margin
   */
  public boolean isSuspect(List<Double> differences) {
    return !differences.isEmpty() && verdict(differences) == Verdict.REGRESSION;
  }

  /**
   * Whether a cell is undecided because its pairs differ too much, so that more of them would help.
   *
   * @param differences of its pairs so far
   * @return true if a slowdown of 10 % could be missed
   */
  public boolean wantsMore(List<Double> differences) {
    if (differences.size() < PairedEffect.FEWEST_PAIRS) {
      return true;
    }
    PairedEffect effect = PairedEffect.of(CellEvidence.array(differences), rule.alpha());
    double detectable = Detectable.effect(effect.deviation(), effect.pairs(), rule);
    return rule.of(effect) == Verdict.INCONCLUSIVE && detectable > SOUGHT;
  }

  /**
   * What the confirming pairs say, by the exact signed-rank test: a fork that the machine delayed
   * is one rank, however wild it was.
   *
   * @param confirmation their differences
   * @return open for too few
   */
  public Confirmation confirmation(List<Double> confirmation) {
    if (confirmation.size() < PairedEffect.FEWEST_PAIRS) {
      return Confirmation.OPEN;
    }
    double p = PairedEffect.worseThan(CellEvidence.array(confirmation), 0);
    if (p <= CONFIRM_ALPHA / CONFIRM_LOOKS) {
      return Confirmation.CONFIRMED;
    }
    return p > 1 - SCREEN_ALPHA ? Confirmation.DENIED : Confirmation.OPEN;
  }

  private Verdict verdict(List<Double> differences) {
    return rule.of(PairedEffect.of(CellEvidence.array(differences), rule.alpha()));
  }

  /** The exact test's p, or Student's where so few pairs could never reject among so many cells. */
  private double p(CellEvidence cell, int cells) {
    double[] pairs = cell.pairs();
    if (cell.obstacle() != null || cell.isScreened() || pairs.length < PairedEffect.FEWEST_PAIRS) {
      return 1;
    }
    boolean attainable = pairs.length >= Multiplicity.fewestPairs(cells, DISCOVERY_RATE);
    return attainable
        ? PairedEffect.worseThan(pairs, rule.toleratedLog())
        : PairedEffect.worseThanByT(pairs, rule.toleratedLog());
  }

  private CellJudgement judge(CellEvidence cell, double p, double q) {
    if (cell.obstacle() != null) {
      return without(cell, Verdict.INVALID, cell.obstacle());
    }
    double[] pairs = cell.pairs();
    if (pairs.length == 0) {
      return without(
          cell, cell.excluded() > 0 ? Verdict.CONTAMINATED : Verdict.INVALID, "no pair was kept");
    }
    PairedEffect effect = PairedEffect.of(pairs, rule.alpha());
    double detectable = Detectable.effect(effect.deviation(), pairs.length, rule);
    Verdict verdict = rule.of(effect);
    String reason = "";
    if (cell.isContaminated()) {
      verdict = Verdict.CONTAMINATED;
      reason =
          String.format(
              Locale.ROOT,
              "%d of %d pairs were measured while the machine was disturbed",
              cell.excluded(),
              cell.excluded() + cell.screen().size() + cell.differences().size());
    } else if (cell.isScreened()) {
      boolean futile = isFutile(cell.screen());
      reason = futile ? "screened: no sign of a slowdown" : "no time left to decide";
      verdict = verdict == Verdict.REGRESSION || !futile ? Verdict.INCONCLUSIVE : verdict;
    } else if (verdict == Verdict.REGRESSION) {
      reason = objection(cell, q);
      verdict = reason.startsWith(OBJECTS) ? Verdict.INCONCLUSIVE : verdict;
    }
    int more = 0;
    if (verdict == Verdict.INCONCLUSIVE && !isFutile(cell.screen())) {
      more = Math.max(1, Detectable.pairs(effect.deviation(), SOUGHT, rule) - pairs.length);
    }
    return new CellJudgement(cell, effect, p, q, detectable, more, verdict, reason);
  }

  /** What stands against calling it a regression, starting with "not", or what confirms it. */
  private String objection(CellEvidence cell, double q) {
    if (q > DISCOVERY_RATE) {
      return OBJECTS + "significant among so many cells";
    }
    if (cell.confirmation().isEmpty()) {
      return OBJECTS + "confirmed: no time was left for fresh pairs of forks";
    }
    double[] fresh = cell.confirmingPairs();
    String said =
        String.format(
            Locale.ROOT,
            "%d fresh pairs of forks: ratio %.3f, p %.2g",
            fresh.length,
            PairedEffect.of(fresh, rule.alpha()).ratio(),
            PairedEffect.worseThan(fresh, 0));
    return confirmation(cell.confirmation()) == Confirmation.CONFIRMED
        ? said
        : OBJECTS + "confirmed: " + said;
  }

  private static CellJudgement without(CellEvidence cell, Verdict verdict, String reason) {
    return new CellJudgement(cell, null, 1, 1, Double.POSITIVE_INFINITY, 0, verdict, reason);
  }
}

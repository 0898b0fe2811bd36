package dev.dirtybench.results.stats;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often the statistics are right, over 10,000 simulated comparisons each. */
class SimulationTest {
  private static final int TRIALS = 10_000;
  private static final long SEED = 20261122;

  private static double share(Verdict verdict, int pairs, double effect, VerdictRule rule) {
    int hits = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      NoisyMachine machine = new NoisyMachine(SEED + trial);
      double[] differences = machine.pairs(pairs, Math.log1p(effect));
      hits += rule.of(PairedEffect.of(differences, rule.alpha())) == verdict ? 1 : 0;
    }
    return hits / (double) TRIALS;
  }

  @ParameterizedTest
  @CsvSource({"8", "12", "20"})
  void anEffectOfZeroIsHardlyEverCalledARegression(int pairs) {
    double share = share(Verdict.REGRESSION, pairs, 0, VerdictRule.DEFAULT);
    assertTrue(share <= 0.005, "false regressions " + share);
  }

  @ParameterizedTest
  @CsvSource({"8", "12", "20"})
  void theToleratedEffectIsCalledARegressionAsOftenAsAlphaSays(int pairs) {
    double share = share(Verdict.REGRESSION, pairs, 0.03, VerdictRule.DEFAULT);
    assertTrue(share <= 0.014, "regressions at the margin " + share);
  }

  @ParameterizedTest
  @CsvSource({"8, 0.68, 0.78", "12, 0.84, 0.92", "16, 0.96, 1.0", "20, 0.98, 1.0"})
  void tenPercentIsFoundAsOftenAsTheGuideSays(int pairs, double least, double most) {
    double share = share(Verdict.REGRESSION, pairs, 0.10, VerdictRule.DEFAULT);
    assertTrue(share >= least && share <= most, "found " + share);
  }

  @Test
  void anImprovementIsFoundAsOftenAsARegression() {
    double worse = share(Verdict.REGRESSION, 12, 0.10, VerdictRule.DEFAULT);
    double better = share(Verdict.IMPROVEMENT, 12, 1 / 1.10 - 1, VerdictRule.DEFAULT);
    assertTrue(Math.abs(worse - better) < 0.03, worse + " and " + better);
  }

  @ParameterizedTest
  @CsvSource({"5, 0.01", "7, 0.01", "12, 0.01", "20, 0.01", "12, 0.05"})
  void aLimitIsPassedByTheTruthAsOftenAsAlphaSays(int pairs, double alpha) {
    double truth = 0.02;
    int above = 0;
    int below = 0;
    Random random = new Random(SEED);
    for (int trial = 0; trial < TRIALS; trial++) {
      double[] differences = new double[pairs];
      for (int i = 0; i < pairs; i++) {
        differences[i] = truth + 0.05 * random.nextGaussian();
      }
      PairedEffect effect = PairedEffect.of(differences, alpha);
      above += effect.lower() > truth ? 1 : 0;
      below += effect.upper() < truth ? 1 : 0;
    }
    double tolerance = 3 * Math.sqrt(alpha / TRIALS);
    assertTrue(above <= (alpha + tolerance) * TRIALS, "lower limit passed " + above);
    assertTrue(below <= (alpha + tolerance) * TRIALS, "upper limit passed " + below);
    // Not by being needlessly wide: the exact level is within what the steps of 2^-pairs allow.
    assertTrue(above + below >= alpha * TRIALS / 2, "limits passed " + (above + below));
  }

  @Test
  void equivalenceIsNotFoundAtItsOwnMargin() {
    double share = share(Verdict.EQUIVALENT, 20, 0.05, VerdictRule.DEFAULT);
    assertTrue(share <= 0.014, "equivalent at the margin " + share);
  }

  @Test
  void benjaminiAndHochbergKeepTheShareOfFalseDiscoveries() {
    double share = falseShare(Multiplicity::benjaminiHochberg);
    assertTrue(share <= 0.05, "false discoveries " + share);
  }

  /** Eight families of six tests, of which two families have two real effects each. */
  @Test
  void familiesKeepTheShareOfFalseDiscoveriesInThoseLookedInto() {
    NormalDistribution normal = NormalDistribution.of(0, 1);
    Random random = new Random(SEED);
    List<String> families = new ArrayList<>();
    for (int i = 0; i < 48; i++) {
      families.add("family " + i / 6);
    }
    double sum = 0;
    long found = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      double[] p = new double[48];
      for (int i = 0; i < p.length; i++) {
        p[i] = normal.survivalProbability(random.nextGaussian() + (isReal(i) ? 3.5 : 0));
      }
      double[] adjusted = Multiplicity.inFamilies(p, families, 0.05);
      double ofFamilies = 0;
      int chosen = 0;
      for (int family = 0; family < 8; family++) {
        int rejected = 0;
        int wrong = 0;
        for (int i = 6 * family; i < 6 * family + 6; i++) {
          rejected += adjusted[i] <= 0.05 ? 1 : 0;
          wrong += adjusted[i] <= 0.05 && !isReal(i) ? 1 : 0;
        }
        found += rejected - wrong;
        chosen += rejected > 0 ? 1 : 0;
        ofFamilies += rejected == 0 ? 0 : wrong / (double) rejected;
      }
      sum += chosen == 0 ? 0 : ofFamilies / chosen;
    }
    assertTrue(sum / TRIALS <= 0.05, "false discoveries " + sum / TRIALS);
    assertTrue(found > 0.6 * 4 * TRIALS, "found " + found + " of " + 4 * TRIALS);
  }

  private static boolean isReal(int test) {
    return test < 12 && test % 6 < 2;
  }

  /** 20 tests of which 10 are of a real effect: the mean share of false ones among the found. */
  private static double falseShare(UnaryOperator<double[]> correction) {
    Random random = new Random(SEED);
    ToDoubleFunction<Double> test =
        effect -> {
          double[] differences = new double[12];
          for (int i = 0; i < differences.length; i++) {
            differences[i] = effect + 0.04 * random.nextGaussian();
          }
          return PairedEffect.worseThan(differences, 0);
        };
    double sum = 0;
    int trials = TRIALS;
    for (int trial = 0; trial < trials; trial++) {
      double[] p = new double[20];
      for (int i = 0; i < p.length; i++) {
        p[i] = test.applyAsDouble(i < 10 ? 0.05 : 0.0);
      }
      double[] adjusted = correction.apply(p);
      int found = 0;
      int wrong = 0;
      for (int i = 0; i < p.length; i++) {
        if (adjusted[i] <= 0.05) {
          found++;
          wrong += i < 10 ? 0 : 1;
        }
      }
      sum += found == 0 ? 0 : wrong / (double) found;
    }
    return sum / trials;
  }

  @Test
  void fiellersIntervalHoldsTheRatioOfTwoMeans() {
    Random random = new Random(SEED);
    int misses = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      double[] a = random.doubles(8).map(x -> 100 + 5 * random.nextGaussian()).toArray();
      double[] b = random.doubles(8).map(x -> 110 + 5 * random.nextGaussian()).toArray();
      UnpairedRatio ratio = UnpairedRatio.of(a, b, 0.05);
      misses += ratio.lower() > 1.10 || ratio.upper() < 1.10 ? 1 : 0;
    }
    assertTrue(misses > 0.025 * TRIALS && misses < 0.06 * TRIALS, "misses " + misses);
  }

  @Test
  void theDetectableEffectIsDetectedAsOftenAsItSays() {
    double deviation = 0.05;
    double effect = Detectable.effect(deviation, 12, VerdictRule.DEFAULT);
    Random random = new Random(SEED);
    int found = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      double[] differences = new double[12];
      for (int i = 0; i < differences.length; i++) {
        differences[i] = Math.log1p(effect) + deviation * random.nextGaussian();
      }
      Verdict verdict = VerdictRule.DEFAULT.of(PairedEffect.of(differences, 0.01));
      found += verdict == Verdict.REGRESSION ? 1 : 0;
    }
    assertTrue(found > 0.72 * TRIALS && found < 0.88 * TRIALS, "found " + found);
  }
}

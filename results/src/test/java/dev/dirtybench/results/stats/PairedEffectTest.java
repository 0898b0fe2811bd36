package dev.dirtybench.results.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PairedEffectTest {
  /** Hamilton's depression scale, Hollander, Wolfe and Chicken, table 3.1. */
  private static final double[] BEFORE = {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};

  private static final double[] AFTER = {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};

  private static double[] hamilton() {
    double[] differences = new double[BEFORE.length];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = AFTER[i] - BEFORE[i];
    }
    return differences;
  }

  @Test
  void agreesWithTheBooksExample() {
    PairedEffect effect = PairedEffect.of(hamilton(), 0.02);
    assertEquals(-0.46, effect.estimate(), 1e-9);
    assertEquals(-0.786, effect.lower(), 1e-9);
    assertEquals(-0.010, effect.upper(), 1e-9);
    assertEquals(IntervalMethod.SIGNED_RANK, effect.method());
    assertEquals(0.020, PairedEffect.betterThan(hamilton(), 0), 5e-4);
    assertEquals((5.0 - 40) / 45, effect.rankBiserial(), 1e-12);
    assertEquals(2, effect.worse());
  }

  @Test
  void fewPairsGetStudentsInterval() {
    double[] differences = {1, 2, 3, 4, 5};
    PairedEffect effect = PairedEffect.of(differences, 0.05);
    assertEquals(IntervalMethod.SIGNED_RANK, effect.method());
    PairedEffect strict = PairedEffect.of(differences, 0.01);
    assertEquals(IntervalMethod.PAIRED_T, strict.method());
    // t(0.99, 4) = 3.747, s = 1.5811.
    assertEquals(3 - 3.747 * 1.5811 / Math.sqrt(5), strict.lower(), 1e-3);
    assertEquals(3 + 3.747 * 1.5811 / Math.sqrt(5), strict.upper(), 1e-3);
  }

  @Test
  void threePairsTellNothing() {
    PairedEffect effect = PairedEffect.of(new double[] {1, 1, 1}, 0.05);
    assertEquals(IntervalMethod.NONE, effect.method());
    assertEquals(Verdict.INCONCLUSIVE, VerdictRule.DEFAULT.of(effect));
    assertEquals(1, effect.estimate());
  }

  @Test
  void swappingTheArmsTurnsTheSigns() {
    double[] there = hamilton();
    double[] back = new double[there.length];
    for (int i = 0; i < back.length; i++) {
      back[i] = -there[i];
    }
    PairedEffect one = PairedEffect.of(there, 0.05);
    PairedEffect other = PairedEffect.of(back, 0.05);
    assertEquals(one.estimate(), -other.estimate(), 1e-15);
    assertEquals(one.lower(), -other.upper(), 1e-15);
    assertEquals(one.upper(), -other.lower(), 1e-15);
    assertEquals(PairedEffect.worseThan(there, 0.1), PairedEffect.betterThan(back, 0.1), 1e-15);
  }

  @Test
  void studentsPValueReachesBelowTheExactOnes() {
    double[] clear = {0.20, 0.21, 0.19, 0.205, 0.195};
    assertEquals(1 / 32.0, PairedEffect.worseThan(clear, 0.03), 1e-12);
    assertTrue(PairedEffect.worseThanByT(clear, 0.03) < 1e-4);
    assertEquals(0, PairedEffect.worseThanByT(new double[] {1, 1}, 0.5));
    assertEquals(1, PairedEffect.worseThanByT(new double[] {1, 1}, 1));
  }

  @Test
  void refusesWhatIsNoEffect() {
    assertThrows(IllegalArgumentException.class, () -> PairedEffect.of(new double[0], 0.01));
    assertThrows(
        IllegalArgumentException.class, () -> PairedEffect.of(new double[] {Double.NaN}, 0.01));
    assertThrows(IllegalArgumentException.class, () -> PairedEffect.of(new double[] {1}, 0.5));
  }
}

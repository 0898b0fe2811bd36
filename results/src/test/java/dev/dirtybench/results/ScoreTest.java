package dev.dirtybench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreTest {
  private static Samples samples(double[]... forks) {
    return new Samples(List.of(forks));
  }

  private static double[] fork(double... values) {
    return values;
  }

  @Test
  void isTheMedianOfTheForksMedians() {
    Score score = Score.of(samples(fork(1, 2, 90), fork(4, 3, 5), fork(10, 8, 6)));
    assertEquals(4, score.value());
  }

  @Test
  void takesTheMiddleOfAnEvenNumber() {
    assertEquals(3, Score.of(samples(fork(1, 2), fork(4, 5))).value());
    assertEquals(2.5, Score.of(samples(fork(1, 4, 2, 3))).value());
  }

  @Test
  void takesTheErrorOverForkMediansWhenThereAreTwoForks() {
    Score score = Score.of(samples(fork(10, 10, 999), fork(14, 14, 0)));
    assertEquals(2, score.error());
    assertEquals("spread of 2 forks", score.label());
  }

  @Test
  void takesTheErrorOverTheIterationsOfOneFork() {
    Score score = Score.of(samples(fork(10, 11, 16)));
    assertEquals(3, score.error());
    assertEquals("spread of 3 iterations", score.label());
  }

  @Test
  void hasNoErrorForOneValue() {
    Score score = Score.of(samples(fork(7)));
    assertEquals(7, score.value());
    assertEquals(Double.NaN, score.error());
    assertEquals("spread of 1 iteration", score.label());
  }

  @Test
  void leavesForksWithoutValuesOut() {
    Score score = Score.of(samples(fork(), fork(3, 5, 4), fork()));
    assertEquals(new Score(4, 1, Score.Spread.ITERATIONS, 3), score);
  }

  @Test
  void needsAValue() {
    assertThrows(IllegalArgumentException.class, () -> Score.of(samples(fork())));
    assertThrows(IllegalArgumentException.class, () -> Score.of(samples()));
  }

  @Test
  void doesNotOverflowBetweenTwoLargeMiddles() {
    assertEquals(1.5e308, Score.of(samples(fork(1.5e308, 1.5e308))).value());
  }

  @Test
  void leavesTheValuesGivenAlone() {
    double[] values = {3, 1, 2};
    Samples samples = samples(values);
    values[0] = 99;
    samples.fork(0)[1] = 99;
    assertEquals(2, Score.of(samples).value());
    assertEquals("[3.0, 1.0, 2.0]", Arrays.toString(samples.fork(0)));
  }
}

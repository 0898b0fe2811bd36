package dev.dirtybench.results.stats;

/**
 * How much of the variation of log scores lies between iterations and how much between forks.
 *
 * <p>Source: Kalibera and Jones, "Rigorous benchmarking in reasonable time", 2013.
 *
 * @param withinForks S1: deviation between the iterations of one fork
 * @param ofForkMeans S2: deviation between the forks' means
 * @param betweenForks T2: the part of S2 that more iterations cannot remove, 0 or more
 * @param iterations the mean number of iterations in a fork
 */
public record VarianceParts(
    double withinForks, double ofForkMeans, double betweenForks, double iterations) {
  /**
   * The parts of measured scores.
   *
   * @param logScores one row for each fork, its iterations in it; two forks or more
   * @return the parts
   */
  public static VarianceParts of(double[][] logScores) {
    if (logScores.length < 2) {
      throw new IllegalArgumentException("expected two forks or more, found " + logScores.length);
    }
    double within = 0;
    double count = 0;
    double[] means = new double[logScores.length];
    for (int i = 0; i < logScores.length; i++) {
      within += Moments.variance(logScores[i]);
      means[i] = Moments.mean(logScores[i]);
      count += logScores[i].length;
    }
    within /= logScores.length;
    double iterations = count / logScores.length;
    double ofMeans = Moments.variance(means);
    double between = Math.max(0, ofMeans - within / iterations);
    return new VarianceParts(Math.sqrt(within), Math.sqrt(ofMeans), Math.sqrt(between), iterations);
  }

  /**
   * The number of iterations in a fork that gives the narrowest interval in a given time.
   *
   * @param forkCost time of a fork before its first measured iteration
   * @param iterationCost time of an iteration, in the same unit
   * @return 1 or more; {@link Integer#MAX_VALUE} where forks do not differ at all
   */
  public int bestIterations(double forkCost, double iterationCost) {
    if (betweenForks == 0) {
      return withinForks == 0 ? 1 : Integer.MAX_VALUE;
    }
    double best = Math.sqrt(forkCost / iterationCost) * withinForks / betweenForks;
    return (int) Math.max(1, Math.ceil(best));
  }
}

/**
 * The statistics of comparing runs: paired effects, their intervals, and verdicts.
 *
 * <p>The unit of all inference is the fork, or the pair of forks; iterations of one JVM are never
 * taken for independent. Scores enter as logarithms with the sign that makes larger worse.
 */
package dev.dirtybench.results.stats;

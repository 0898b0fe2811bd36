/**
 * Scores over commits: the file that keeps them, the changes in them, and what other tools read.
 *
 * <p>History finds commits; the gate judges them.
 */
package dev.dirtybench.results.history;

/**
 * What one measured pass does, for each operation: the code that JMH times and that the verifier
 * checks is the same.
 */
package dev.dirtybench.benchmarks.pass;

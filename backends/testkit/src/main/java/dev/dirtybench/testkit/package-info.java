/** The contract tests that every backend passes, and the oracle that judges it. */
package dev.dirtybench.testkit;

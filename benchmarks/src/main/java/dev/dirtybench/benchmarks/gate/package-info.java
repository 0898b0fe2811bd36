/** Compares two arms: runs them side by side, pair by pair, until a verdict can be given. */
package dev.dirtybench.benchmarks.gate;

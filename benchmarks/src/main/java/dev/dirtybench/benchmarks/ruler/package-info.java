/**
 * Rulers: small loops that know nothing of the code under test. What they take says how fast the
 * machine is at the moment, so that a slow machine is not taken for slow code.
 */
package dev.dirtybench.benchmarks.ruler;

/**
 * Plays a trace's writes at their times into one backend, whether or not it keeps up, and takes the
 * latency of each from the moment at which it was due. Not JMH's numbers: those are of closed
 * loops.
 */
package dev.dirtybench.benchmarks.openloop;

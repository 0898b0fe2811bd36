/** What the system says of itself: stolen time, pressure, load, context switches, GC and JIT. */
package dev.dirtybench.benchmarks.machine;

/** The JMH benchmarks: one class for each operation, its Javadoc says which question it answers. */
package dev.dirtybench.benchmarks.jmh;

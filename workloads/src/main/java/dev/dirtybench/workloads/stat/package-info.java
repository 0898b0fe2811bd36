/** What is in a trace: one pass over its operations, in memory that does not grow with them. */
package dev.dirtybench.workloads.stat;

/** The commands {@code dirtybench trace}: thin, over the workloads library. */
package dev.dirtybench.cli.trace;

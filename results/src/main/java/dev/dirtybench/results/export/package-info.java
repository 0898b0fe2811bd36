/** Runs and histories in the forms that other tools for benchmark results read. */
package dev.dirtybench.results.export;

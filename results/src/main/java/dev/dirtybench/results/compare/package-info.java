/** Runs and backends side by side: what is common, what differs, and how sure that is. */
package dev.dirtybench.results.compare;

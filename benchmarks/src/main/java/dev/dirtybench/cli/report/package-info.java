/** What a report takes from beside the runs: traces, histogram logs, sources. */
package dev.dirtybench.cli.report;

/** The report of runs: what its page shows, computed here, and the page that draws it. */
package dev.dirtybench.results.report;

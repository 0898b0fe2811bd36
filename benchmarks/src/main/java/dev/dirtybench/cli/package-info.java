/** The command line: reads what was asked for, fills in defaults, says errors in one line. */
package dev.dirtybench.cli;

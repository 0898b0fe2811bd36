/**
 * What a run leaves behind: measured cells, their files in the run folder, and the table of them.
 *
 * <p>A launcher creates a {@link dev.dirtybench.results.RunFolder}, gives it a {@link
 * dev.dirtybench.results.Manifest} and appends one {@link dev.dirtybench.results.CellResult} or
 * {@link dev.dirtybench.results.Footprint} after another; everything is on disk as soon as it is
 * known. Depends on Jackson only.
 */
package dev.dirtybench.results;

/**
 * Write traces in the text forms of other programs and collections, a reader for each.
 *
 * <p>The README of the module lists them with their settings and a sample line.
 */
package dev.dirtybench.workloads.text;

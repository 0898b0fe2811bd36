/**
 * A hierarchical bitmap on the Java heap, after the structure of QEMU's HBitmap.
 *
 * <p>{@link dev.dirtybench.backend.hbitmap.HierarchicalBitmap} keeps the bits in one flat array of
 * words; its levels above summarise 64 words in one, so that scans, merges and clears skip what is
 * empty.
 */
package dev.dirtybench.backend.hbitmap;

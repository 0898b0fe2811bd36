/** {@link java.util.BitSet} behind the bitmap contract: the control that everybody knows. */
package dev.dirtybench.backend.bitset;

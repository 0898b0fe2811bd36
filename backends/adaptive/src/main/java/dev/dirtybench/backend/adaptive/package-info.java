/**
 * A bitmap on the Java heap that keeps every piece of the disk in the form that suits it.
 *
 * <p>{@link dev.dirtybench.backend.adaptive.AdaptiveBitmap} cuts the bits into pieces of 2^16. A
 * piece is one of two that all bitmaps share, clean and dirty; or packed, a list of runs or
 * positions; or words under a summary.
 */
package dev.dirtybench.backend.adaptive;

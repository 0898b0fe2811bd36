/**
 * What the off-heap backends share: a bitmap with summary levels over words that a backend's own
 * memory holds.
 *
 * <p>A backend brings a {@link dev.dirtybench.backend.offheap.WordMemory}, a {@link
 * dev.dirtybench.backend.offheap.WordStorage} that says who gives it back, and a final subclass of
 * {@link dev.dirtybench.backend.offheap.LevelledBitmap}.
 */
package dev.dirtybench.backend.offheap;

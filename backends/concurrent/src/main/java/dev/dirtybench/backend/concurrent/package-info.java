/**
 * A bitmap that several threads mark at once without a lock.
 *
 * <p>{@link dev.dirtybench.backend.concurrent.ConcurrentBitmap} keeps the bits in flat words that
 * are changed atomically; a summary above them says where to look. The order in which marks, scans
 * and snapshots go through the two is proved in the class's documentation.
 */
package dev.dirtybench.backend.concurrent;

/**
 * qcow2 images as keepers of dirty bitmaps: open, create, load, store, remove, resize, check.
 *
 * <p>{@link dev.dirtybench.qcow2.image.Qcow2Image} is the way in. Guest data is never touched. The
 * order of writes and flushes is such that a crash at any point leaves every bitmap with its old
 * content, with its new content, or marked as inconsistent.
 */
package dev.dirtybench.qcow2.image;

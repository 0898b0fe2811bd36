/**
 * The life of a dirty bitmap: named bitmaps of a node, their states, and who may do what.
 *
 * <p>A {@link dev.dirtybench.dirty.BitmapNode} stands for one disk. It owns {@link
 * dev.dirtybench.dirty.DirtyBitmap}s, marks the recording ones on every guest write and holds every
 * operation to the table in {@link dev.dirtybench.dirty.BitmapOperation}. Where bitmaps are kept is
 * behind {@link dev.dirtybench.dirty.PersistentStore}; nothing here knows of qcow2.
 *
 * <p>The rules are QEMU's, as its current releases have them, without its mistakes.
 */
package dev.dirtybench.dirty;

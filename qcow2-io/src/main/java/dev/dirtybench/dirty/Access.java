package dev.dirtybench.dirty;

/** Whether a node, a bitmap of it, or an export may be written. */
public enum Access {
  /** Reading only. */
  READ_ONLY,
  /** Reading and writing. */
  READ_WRITE
}

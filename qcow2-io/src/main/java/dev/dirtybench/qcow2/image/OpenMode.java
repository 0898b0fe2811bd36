package dev.dirtybench.qcow2.image;

/** What an image is opened for. */
public enum OpenMode {
  /** Nothing is written; others may read too. */
  READ_ONLY,
  /** Bitmaps are marked as in use while the image is open and stored when it is closed. */
  READ_WRITE
}

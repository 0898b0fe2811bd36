package dev.dirtybench.qcow2.image;

/** What an image is opened for. */
public enum OpenMode {
  /** Nothing is written; others may read too. */
  READ_ONLY,
  /** Bitmaps are marked as in use while the image is open and stored when it is closed. */
  READ_WRITE,
  /**
   * Nothing is written and no lock is taken, so that an image can be looked into while another
   * program writes to it. What is found was so at that moment; a bitmap that is in use there has
   * its contents in that program's memory and is shown as inconsistent here.
   */
  READ_UNLOCKED
}

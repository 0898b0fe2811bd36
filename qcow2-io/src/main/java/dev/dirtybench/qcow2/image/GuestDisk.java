package dev.dirtybench.qcow2.image;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What a guest sees of a disk, to be read. Belongs to one thread. */
interface GuestDisk extends Closeable {
  /** The disk's size in bytes. */
  long length() throws IOException;

  /**
   * Fills what remains in a buffer; what lies past the disk's end is zeros.
   *
   * @throws CannotGrowException if the data is kept in a way that is not read here
   */
  void read(ByteBuffer target, long offset) throws IOException;
}

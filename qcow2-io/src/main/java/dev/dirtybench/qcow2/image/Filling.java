package dev.dirtybench.qcow2.image;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What clusters of a disk's new part get that have no entry yet.
 *
 * @param end where that is needed no more; the disk's old end if it is not needed at all
 * @param mapped whether they are mapped to a raw data file, else they are marked as zeros
 * @param backing the disk that would show otherwise, null if there is none
 */
record Filling(long end, boolean mapped, GuestDisk backing) {
  /** Nothing shows through: an entry that is missing reads as zeros. */
  static Filling none(long diskEnd) {
    return new Filling(diskEnd, false, null);
  }

  /** Zeros where a longer disk behind would show through. */
  static Filling over(GuestDisk backing, long oldSize, long newSize) throws IOException {
    long end = Math.max(oldSize, Math.min(newSize, backing.length()));
    return new Filling(end, false, backing);
  }

  /** The whole new part mapped, so that image and raw file stay the same disk. */
  static Filling mappedTo(long newSize) {
    return new Filling(newSize, true, null);
  }

  void read(ByteBuffer target, long offset) throws IOException {
    backing.read(target, offset);
  }
}

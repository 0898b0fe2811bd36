package dev.dirtybench.workloads.generate;

/** An endless series of ranges of one disk, made one at a time. */
abstract class Ranges {
  /** First byte of the present range. */
  long offset;

  /** Bytes of the present range, inside the disk. */
  long length;

  /** Goes to the next range; the first call gives the first one. */
  abstract void next();
}

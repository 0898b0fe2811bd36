package dev.dirtybench.qcow2.crash;

import dev.dirtybench.dirty.DirtyBitmap;

/**
 * All that an image says of a consistent bitmap.
 *
 * @param diskSize bytes of the disk it describes
 * @param granularity bytes per bit
 * @param enabled whether it records from opening on
 * @param sha256 of its bits
 */
record BitmapContent(long diskSize, long granularity, boolean enabled, String sha256) {
  static BitmapContent of(DirtyBitmap bitmap) {
    return new BitmapContent(
        bitmap.size(), bitmap.granularity().bytes(), bitmap.isEnabled(), bitmap.sha256());
  }
}

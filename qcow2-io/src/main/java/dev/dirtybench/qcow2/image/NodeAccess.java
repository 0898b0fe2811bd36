package dev.dirtybench.qcow2.image;

import dev.dirtybench.dirty.Access;
import dev.dirtybench.dirty.BitmapNode;
import dev.dirtybench.dirty.DirtyBitmap;
import java.io.IOException;

/** What may be written on an image's node while the image is open for reading, or for writing. */
final class NodeAccess {
  private NodeAccess() {}

  /** Lets the guest write, and what is stored of each bitmap be changed. */
  static void allowWriting(BitmapNode node) {
    node.storage().setAccess(Access.READ_WRITE);
    for (DirtyBitmap bitmap : node.bitmaps()) {
      node.storage().setAccess(bitmap, Access.READ_WRITE);
    }
  }

  /** Keeps the guest from writing, and what is stored of bitmaps as it is. */
  static void forbidWriting(BitmapNode node) {
    node.storage().setAccess(Access.READ_ONLY);
    for (DirtyBitmap bitmap : node.bitmaps()) {
      if (bitmap.isPersistent() || bitmap.isInconsistent()) {
        node.storage().setAccess(bitmap, Access.READ_ONLY);
      }
    }
  }

  /** Refuses to close an image that cannot be written while there is a bitmap to be stored. */
  static void requireNothingToStore(BitmapNode node, String path) throws IOException {
    for (DirtyBitmap bitmap : node.storage().toStore()) {
      if (!bitmap.isReadOnly()) {
        throw new IOException(
            "cannot store bitmap \""
                + bitmap.name().orElseThrow()
                + "\" in "
                + path
                + ": no write access, it is open for reading only");
      }
    }
  }
}

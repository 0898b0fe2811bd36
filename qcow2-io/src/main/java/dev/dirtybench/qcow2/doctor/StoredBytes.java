package dev.dirtybench.qcow2.doctor;

import dev.dirtybench.qcow2.image.ImageStorage;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads a part of a file as a whole. */
final class StoredBytes {
  private StoredBytes() {}

  /** Reads a range; the end of the file counts as zeros, as long as the range starts before it. */
  static ByteBuffer read(ImageStorage storage, long offset, int length) throws IOException {
    if (offset < 0 || offset >= storage.size()) {
      throw new EOFException("the file ends before " + offset);
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(length, storage.size() - offset));
    while (bytes.hasRemaining() && storage.read(bytes, offset + bytes.position()) > 0) {
      continue;
    }
    return ByteBuffer.allocate(length).put(bytes.flip()).clear();
  }
}

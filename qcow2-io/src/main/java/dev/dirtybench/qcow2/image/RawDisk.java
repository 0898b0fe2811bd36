package dev.dirtybench.qcow2.image;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A disk whose file holds the guest's bytes and nothing else. */
final class RawDisk implements GuestDisk {
  private final ImageFile file;

  RawDisk(ImageFile file) {
    this.file = file;
  }

  @Override
  public long length() throws IOException {
    return file.size();
  }

  @Override
  public void read(ByteBuffer target, long offset) throws IOException {
    file.readPadded(target, offset, file.at("guest data", offset));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

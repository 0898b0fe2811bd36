package dev.dirtybench.qcow2.image;

import dev.dirtybench.qcow2.format.FileLocation;
import dev.dirtybench.qcow2.format.Qcow2FormatException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * The storage of one image with its name: reads and writes whole structures, and says in every
 * error which of them it was about.
 */
final class ImageFile implements Closeable {
  private final ImageStorage storage;
  private final String path;
  private boolean unflushed;

  ImageFile(ImageStorage storage, String path) {
    this.storage = storage;
    this.path = path;
  }

  String path() {
    return path;
  }

  FileLocation at(String what, long offset) {
    return new FileLocation(path, what, offset);
  }

  long size() throws IOException {
    try {
      return storage.size();
    } catch (IOException e) {
      throw failed("finding out the size", e);
    }
  }

  /** Refuses a structure that the file is too short for, before anything is allocated for it. */
  void requireInside(long offset, long bytes, FileLocation what) throws IOException {
    long size = size();
    if (offset < 0 || bytes < 0 || bytes > size - offset) {
      throw new Qcow2FormatException(
          Qcow2FormatException.Kind.TRUNCATED,
          "the file must have " + bytes + " bytes here, it ends at 0x" + Long.toHexString(size),
          what);
    }
  }

  /** Fills the buffer from its position to its limit and makes it ready to be read. */
  void read(ByteBuffer target, long offset, FileLocation what) throws IOException {
    int start = target.position();
    try {
      while (target.hasRemaining()) {
        if (storage.read(target, offset + target.position() - start) < 0) {
          throw new Qcow2FormatException(
              Qcow2FormatException.Kind.TRUNCATED,
              "the file must have "
                  + (target.limit() - start)
                  + " bytes here, it ends after "
                  + (target.position() - start),
              what);
        }
      }
    } catch (Qcow2FormatException e) {
      throw e;
    } catch (IOException e) {
      throw failed("reading " + what.structure() + " at 0x" + Long.toHexString(offset), e);
    }
    target.position(start);
  }

  /** Reads like {@link #read}, with zeros for what lies past the file's end. */
  void readPadded(ByteBuffer target, long offset, FileLocation what) throws IOException {
    int start = target.position();
    int end = target.limit();
    int stored = (int) Math.max(0, Math.min(target.remaining(), size() - offset));
    read(target.limit(start + stored), offset, what);
    zeros(target.limit(end).position(start + stored));
    target.position(start);
  }

  /** Fills what remains in a buffer with zeros. */
  static void zeros(ByteBuffer target) {
    while (target.hasRemaining()) {
      target.put((byte) 0);
    }
  }

  void write(ByteBuffer source, long offset, String what) throws IOException {
    int bytes = source.remaining();
    unflushed = true;
    try {
      storage.write(source, offset);
    } catch (IOException e) {
      throw failed(
          "writing " + bytes + " bytes of the " + what + " at 0x" + Long.toHexString(offset), e);
    }
  }

  void setSize(long bytes) throws IOException {
    unflushed = true;
    try {
      storage.setSize(bytes);
    } catch (IOException e) {
      throw failed("setting the size to " + bytes, e);
    }
  }

  /** Waits until everything written is on the disk; does nothing if nothing was. */
  void flush(String reason) throws IOException {
    if (unflushed) {
      try {
        storage.flush();
      } catch (IOException e) {
        throw failed("flushing " + reason, e);
      }
      unflushed = false;
    }
  }

  boolean isHeld() throws IOException {
    try {
      return storage.isHeld();
    } catch (IOException e) {
      throw failed("finding out whether it is in use", e);
    }
  }

  /** Opens another file that belongs to the image. */
  ImageFile openOther(Path other, OpenMode mode) throws IOException {
    return new ImageFile(storage.openOther(other, mode), other.toString());
  }

  void reopen(OpenMode mode) throws IOException {
    try {
      storage.reopen(mode);
    } catch (ImageLockedException e) {
      throw e;
    } catch (IOException e) {
      String purpose = mode == OpenMode.READ_WRITE ? "writing" : "reading";
      throw failed("reopening for " + purpose, e);
    }
  }

  private IOException failed(String what, IOException cause) {
    return new IOException(path + ": " + what + " failed: " + cause.getMessage(), cause);
  }

  @Override
  public void close() throws IOException {
    storage.close();
  }
}

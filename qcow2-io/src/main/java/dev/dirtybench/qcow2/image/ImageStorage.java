package dev.dirtybench.qcow2.image;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * The bytes that an image consists of: a file, or what a test puts in its place.
 *
 * <p>Writes may reach the disk in any order until {@link #flush()} returns. Belongs to one thread
 * at a time.
 */
public interface ImageStorage extends Closeable {
  /**
   * Reads into a buffer, as much as there is and the storage gives at once.
   *
   * @param target filled from its position, which advances
   * @param offset bytes from the start
   * @return bytes read, -1 if {@code offset} is at the end or past it
   * @throws IOException if reading failed
   */
  int read(ByteBuffer target, long offset) throws IOException;

  /**
   * Writes what remains in a buffer, all of it, growing the storage as needed.
   *
   * @param source written from its position, which advances to its limit
   * @param offset bytes from the start
   * @throws IOException if not everything was written
   */
  void write(ByteBuffer source, long offset) throws IOException;

  /**
   * Waits until everything written has reached the disk.
   *
   * @throws IOException if that cannot be said
   */
  void flush() throws IOException;

  /**
   * The length.
   *
   * @return bytes
   * @throws IOException if it cannot be found out
   */
  long size() throws IOException;

  /**
   * Changes the length; a new part reads as zeros.
   *
   * @param bytes the new length
   * @throws IOException if it cannot be changed
   */
  void setSize(long bytes) throws IOException;

  /**
   * Whether somebody else has the bytes for writing, asked by those who read without locks. Never
   * by default.
   *
   * @return true if what is read may change at any time
   * @throws IOException if it cannot be found out
   */
  default boolean isHeld() throws IOException {
    return false;
  }

  /**
   * Opens another file that belongs to the image: its data file, or a backing file. By default that
   * is a {@link FileStorage}.
   *
   * @param path which file
   * @param mode what for
   * @return its bytes, which the caller closes
   * @throws ImageLockedException if it is in use
   * @throws IOException if it cannot be opened
   */
  default ImageStorage openOther(Path path, OpenMode mode) throws IOException {
    return FileStorage.open(path, mode);
  }

  /**
   * Prepares for another mode, as by changing locks. Does nothing by default.
   *
   * @param mode what the image will be used for
   * @throws IOException if that mode is not possible; the present one then goes on
   */
  default void reopen(OpenMode mode) throws IOException {}
}

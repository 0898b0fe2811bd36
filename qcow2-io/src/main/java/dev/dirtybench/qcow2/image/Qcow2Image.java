package dev.dirtybench.qcow2.image;

import dev.dirtybench.dirty.BitmapNode;
import dev.dirtybench.dirty.PersistentStore;
import dev.dirtybench.qcow2.format.HeaderExtensions;
import dev.dirtybench.qcow2.format.Qcow2Header;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An open qcow2 image and the dirty bitmaps in it.
 *
 * <p>Opening loads every bitmap onto {@link #node()}; opened for writing, the image says meanwhile
 * that they are in use, and {@link #close()} stores them. One that was found in use is inconsistent
 * and can only be removed. Guest data is never read or written.
 *
 * <p>Threads: the image belongs to one thread at a time; its node may be used by any. While the
 * image stores, is resized or reopened, the node's other users wait.
 */
public final class Qcow2Image implements PersistentStore, AutoCloseable {
  private Qcow2Image() {}

  /**
   * Opens and locks an image file and loads its bitmaps.
   *
   * @param path which file
   * @param mode what for
   * @param backend makes the bits of the bitmaps
   * @return the image, which the caller closes
   * @throws dev.dirtybench.qcow2.format.Qcow2FormatException if the file is damaged, no image, or
   *     needs what this library lacks
   * @throws ImageLockedException if it is in use
   * @throws IOException if it cannot be read, or for writing not be written
   */
  public static Qcow2Image open(Path path, OpenMode mode, BitmapProvider backend)
      throws IOException {
    throw new UnsupportedOperationException("in the making: " + path + mode + backend);
  }

  /**
   * Opens an image in some storage and loads its bitmaps.
   *
   * @param storage its bytes; the image closes it, here already if opening fails
   * @param path a name for messages
   * @param mode what for
   * @param backend makes the bits of the bitmaps
   * @return the image, which the caller closes
   * @throws dev.dirtybench.qcow2.format.Qcow2FormatException if it is damaged, no image, or needs
   *     what this library lacks
   * @throws IOException if it cannot be read, or for writing not be written
   */
  public static Qcow2Image open(
      ImageStorage storage, String path, OpenMode mode, BitmapProvider backend) throws IOException {
    throw new UnsupportedOperationException("in the making: " + storage + path + mode + backend);
  }

  /**
   * Creates an image file in which the disk reads as zeros, or as its backing file.
   *
   * @param path which file; there must be none yet
   * @param options what it shall be like
   * @throws IllegalArgumentException if clusters of that size cannot describe the disk
   * @throws IOException if it cannot be created
   */
  public static void create(Path path, CreateOptions options) throws IOException {
    throw new UnsupportedOperationException("in the making: " + path + options);
  }

  /**
   * Creates an image in empty storage.
   *
   * @param storage where to; stays open
   * @param path a name for messages
   * @param options what it shall be like
   * @throws IllegalArgumentException if clusters of that size cannot describe the disk
   * @throws IOException if it cannot be written
   */
  public static void create(ImageStorage storage, String path, CreateOptions options)
      throws IOException {
    throw new UnsupportedOperationException("in the making: " + storage + path + options);
  }

  /**
   * The disk with its dirty bitmaps.
   *
   * @return the node, until the image is closed
   */
  public BitmapNode node() {
    throw new UnsupportedOperationException("in the making");
  }

  /**
   * What the image is open for.
   *
   * @return the mode
   */
  public OpenMode mode() {
    throw new UnsupportedOperationException("in the making");
  }

  /**
   * The header as it is in the file.
   *
   * @return the header
   */
  public Qcow2Header header() {
    throw new UnsupportedOperationException("in the making");
  }

  /**
   * The header extensions as they are in the file, unknown ones too.
   *
   * @return the extensions
   */
  public HeaderExtensions extensions() {
    throw new UnsupportedOperationException("in the making");
  }

  /**
   * The name of the backing file.
   *
   * @return the name as it is stored, if there is one
   */
  public Optional<String> backingFile() {
    throw new UnsupportedOperationException("in the making");
  }

  /**
   * The format of the backing file.
   *
   * @return such as {@code qcow2}, if the image says it
   */
  public Optional<String> backingFormat() {
    throw new UnsupportedOperationException("in the making");
  }

  /**
   * The bitmaps as the file's directory lists them at present; added ones are not in it before they
   * are stored.
   *
   * @return the list, in the directory's order
   */
  public List<StoredBitmap> storedBitmaps() {
    throw new UnsupportedOperationException("in the making");
  }

  /**
   * What opening found that is no error, such as bitmaps that another program has made invalid.
   *
   * @return lines for the user
   */
  public List<String> warnings() {
    throw new UnsupportedOperationException("in the making");
  }

  /**
   * Reopens the image for another use. For reading only, the bitmaps are stored and stay, read-only
   * from then on; for writing, they are marked as in use.
   *
   * @param mode what for
   * @throws IOException if that is not possible; the image then goes on as it was
   */
  public void reopen(OpenMode mode) throws IOException {
    throw new UnsupportedOperationException("in the making: " + mode);
  }

  /**
   * Makes the disk larger; the new part is clean in every bitmap.
   *
   * @param newSize bytes, a multiple of 512, at least the present size
   * @throws IllegalArgumentException if the disk would shrink, or the size cannot be
   * @throws IllegalStateException if a bitmap is busy, read-only or inconsistent
   * @throws IOException if it cannot be written; the size is then as it was
   */
  public void resize(long newSize) throws IOException {
    throw new UnsupportedOperationException("in the making: " + newSize);
  }

  /**
   * Waits until everything written has reached the disk. Bitmaps are not stored by it.
   *
   * @throws IOException if that cannot be said
   */
  public void flush() throws IOException {
    throw new UnsupportedOperationException("in the making");
  }

  @Override
  public void requireCanStore(String name, Granularity granularity, long size) {
    throw new UnsupportedOperationException("in the making: " + name + granularity + size);
  }

  @Override
  public void remove(List<String> names) throws IOException {
    throw new UnsupportedOperationException("in the making: " + names);
  }

  /**
   * Stores the bitmaps and closes the image; does nothing the second time. Once it returns, all
   * persistent bitmaps are on the disk.
   *
   * @throws IOException if they could not be stored; the image is closed all the same, and those
   *     bitmaps will be found inconsistent
   */
  @Override
  public void close() throws IOException {
    throw new UnsupportedOperationException("in the making");
  }

  /**
   * Closes the image as a crash would: nothing is stored, and bitmaps that were in use stay marked
   * so.
   *
   * @throws IOException if the storage could not be closed
   */
  public void closeWithoutStoring() throws IOException {
    throw new UnsupportedOperationException("in the making");
  }
}

package dev.dirtybench.backend.chronicle;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Bitmaps in memory-mapped files that are still there after a restart.
 *
 * <p>Closing the bitmap puts its bits on the disk and says so in the file. A file whose bitmap was
 * not closed, because the process died, is refused: some of its bits may be missing, and a backup
 * that trusts it would miss data. One bitmap may have a file open at a time.
 *
 * <p>The factories may be called by any thread; a bitmap belongs to one thread at a time. The file
 * must not be shortened by others while it is open.
 */
public final class MappedBitmap {
  private MappedBitmap() {}

  /**
   * Creates a file with an empty bitmap.
   *
   * @param file a path that does not exist yet, in a directory that does
   * @param size size of the disk in bytes, 0 or more
   * @param granularity bytes per bit
   * @return the bitmap, which the caller closes
   * @throws IllegalArgumentException if {@code size} is negative or needs more than 2^41 bits
   * @throws IllegalStateException if the JVM does not open what Chronicle needs
   * @throws IOException if the file exists or cannot be created; no file is left then
   */
  public static Bitmap create(Path file, long size, Granularity granularity) throws IOException {
    BitmapFileHeader header = new BitmapFileHeader(size, granularity, 0);
    ChronicleBitmap.checkBitCount(granularity.bitCount(size));
    checkPlace(file);
    createFile(file);
    Bitmap bitmap = null;
    try {
      FileStorage storage = FileStorage.mapped(file, header.wordCount());
      bitmap = new ChronicleBitmap(size, granularity, storage);
      storage.markInUse(header);
      return bitmap;
    } catch (Throwable e) {
      closeIfAny(bitmap);
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /**
   * Opens the file of a bitmap that was closed. Reads all of it once.
   *
   * @param file written by {@link #create} and closed since
   * @return the bitmap with the content, size and granularity that it had, which the caller closes
   * @throws IOException if there is no such file, it may not be written, is in use, was not closed,
   *     or is damaged; the file is unchanged then
   * @throws IllegalStateException if the JVM does not open what Chronicle needs
   */
  public static Bitmap open(Path file) throws IOException {
    checkPlace(file);
    // The lock holds off others between reading the state and marking the file as in use.
    try (FileChannel channel = openChannel(file);
        FileLock lock = tryLock(channel)) {
      if (lock == null) {
        throw new IOException(
            "a bitmap file must be opened once at a time, got a second opening (" + file + ")");
      }
      return open(file, readHeader(channel, file));
    }
  }

  private static Bitmap open(Path file, BitmapFileHeader header) throws IOException {
    FileStorage storage = FileStorage.mapped(file, header.wordCount());
    ChronicleBitmap bitmap = null;
    try {
      bitmap = new ChronicleBitmap(header.size(), header.granularity(), storage);
      bitmap.load();
      header.checkContent(bitmap.dirtyBitCount(), bitmap.ghostBits(), file);
      storage.markInUse(header);
      return bitmap;
    } catch (Throwable e) {
      closeIfAny(bitmap);
      throw e;
    }
  }

  private static void closeIfAny(Bitmap bitmap) {
    if (bitmap != null) {
      bitmap.close();
    }
  }

  private static void checkPlace(Path file) {
    FileStorage.requireOpenPackages();
    if (file.getFileSystem() != FileSystems.getDefault()) {
      throw new IllegalArgumentException(
          "a bitmap file must lie in the machine's own file system, got " + file.toUri());
    }
  }

  private static void createFile(Path file) throws IOException {
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException e) {
      throw (IOException)
          new FileAlreadyExistsException(
                  file.toString(), null, "a new bitmap needs a new file; open or delete this one")
              .initCause(e);
    } catch (NoSuchFileException e) {
      throw (IOException)
          new NoSuchFileException(
                  file.toString(), null, "its directory does not exist; create it first")
              .initCause(e);
    } catch (AccessDeniedException e) {
      throw (IOException)
          new AccessDeniedException(
                  file.toString(), null, "its directory may not be written; change its permissions")
              .initCause(e);
    }
  }

  private static FileChannel openChannel(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException("a bitmap file must be a regular file, got another kind: " + file);
    }
    try {
      return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      throw (IOException)
          new NoSuchFileException(
                  file.toString(), null, "there is no such bitmap file; create it first")
              .initCause(e);
    } catch (AccessDeniedException e) {
      throw (IOException)
          new AccessDeniedException(
                  file.toString(), null, "a bitmap file must be readable and writable")
              .initCause(e);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static BitmapFileHeader readHeader(FileChannel channel, Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(BitmapFileLayout.WORDS);
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
      // reads on until the header is complete or the file ends
    }
    return BitmapFileHeader.decode(bytes.flip(), channel.size(), file);
  }
}

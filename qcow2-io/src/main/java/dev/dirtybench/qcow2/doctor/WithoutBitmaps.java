package dev.dirtybench.qcow2.doctor;

import dev.dirtybench.qcow2.format.HeaderLayout;
import dev.dirtybench.qcow2.image.FileStorage;
import dev.dirtybench.qcow2.image.ImageStorage;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.spi.BitmapProvider;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.Path;
import java.util.Optional;

/** An image as it would be if it said that its bitmaps are not valid; nothing can be written. */
final class WithoutBitmaps implements ImageStorage {
  /** The byte of the header with the lowest autoclear bits. */
  static final int BYTE = HeaderLayout.AUTOCLEAR + 7;

  private final ImageStorage real;

  private WithoutBitmaps(ImageStorage real) {
    this.real = real;
  }

  /**
   * Opens an image that cannot be opened as it is.
   *
   * @return the image, if its bitmaps alone were in the way and writing 0 to {@link #BYTE} would
   *     change nothing else
   */
  static Optional<Qcow2Image> open(Path path, BitmapProvider backend) {
    try {
      FileStorage real = FileStorage.open(path, OpenMode.READ_ONLY);
      if (real.size() <= BYTE
          || StoredBytes.read(real, BYTE, 1).get() != HeaderLayout.AUTOCLEAR_BITMAPS) {
        real.close();
        return Optional.empty();
      }
      ImageStorage storage = new WithoutBitmaps(real);
      return Optional.of(Qcow2Image.open(storage, path.toString(), OpenMode.READ_ONLY, backend));
    } catch (IOException e) {
      // There is more wrong than the bitmaps; the first attempt to open the image said what.
      return Optional.empty();
    }
  }

  @Override
  public int read(ByteBuffer target, long offset) throws IOException {
    int start = target.position();
    int read = real.read(target, offset);
    if (offset <= BYTE && BYTE < offset + read) {
      target.put(start + (int) (BYTE - offset), (byte) 0);
    }
    return read;
  }

  @Override
  public void write(ByteBuffer source, long offset) {
    throw new NonWritableChannelException();
  }

  @Override
  public void flush() {}

  @Override
  public long size() throws IOException {
    return real.size();
  }

  @Override
  public void setSize(long bytes) {
    throw new NonWritableChannelException();
  }

  @Override
  public void close() throws IOException {
    real.close();
  }
}

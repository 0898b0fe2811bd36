package dev.dirtybench.benchmarks.pass;

import dev.dirtybench.benchmarks.image.ScratchImage;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.LongConsumer;

/**
 * A pass over a qcow2 image in a temporary folder. Its result is what is stored in the image
 * afterwards, read from it anew.
 */
public abstract class ImagePass extends Pass {
  /** The bitmap that holds the result. */
  static final String RESULT = "result";

  private final Cell cell;
  private final ScratchImage image;

  ImagePass(Cell cell) {
    this.cell = cell;
    try {
      this.image = ScratchImage.create(cell.trace().deviceSize());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stores a bitmap of what the subject leaves dirty. */
  final void storeSubject(String name) throws IOException {
    image.add(name, cell.granularity(), cell.provider(), cell.subject()::fill);
  }

  /** Stores a bitmap in which everything is clean. */
  final void storeClean(String name) throws IOException {
    image.add(name, cell.granularity(), cell.provider(), Bitmap::clearAll);
  }

  final Qcow2Image open(OpenMode mode) throws IOException {
    return image.open(mode, backend());
  }

  private BitmapProvider backend() {
    return cell.provider();
  }

  /** What {@link #run()} does. */
  abstract long pass() throws IOException;

  @Override
  public final long run() {
    try {
      return pass();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public final long steps() {
    return 1;
  }

  @Override
  public final void result(LongConsumer sink) {
    try (Qcow2Image stored = open(OpenMode.READ_ONLY)) {
      stored
          .node()
          .<Void, RuntimeException>exclusively(
              () -> {
                deliver(stored.node().require(RESULT).bits(), sink);
                return null;
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void deliver(Bitmap bits, LongConsumer sink) {
    if (cell.subject().bits().isPresent()) {
      BitmapContent.deliverWords(bits, sink);
    } else {
      BitmapContent.deliver(bits, cell.trace().deviceSize(), sink);
    }
  }

  /** Deletes the image after a failure to prepare it. */
  final UncheckedIOException discarded(IOException cause) {
    UncheckedIOException failure = new UncheckedIOException(cause);
    try {
      close();
    } catch (UncheckedIOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  @Override
  public void close() {
    try {
      image.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

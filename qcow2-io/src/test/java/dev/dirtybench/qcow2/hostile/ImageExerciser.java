package dev.dirtybench.qcow2.hostile;

import dev.dirtybench.backend.bitset.BitSetProvider;
import dev.dirtybench.dirty.BitmapNode;
import dev.dirtybench.dirty.BitmapSpec;
import dev.dirtybench.dirty.DirtyBitmap;
import dev.dirtybench.dirty.Persistence;
import dev.dirtybench.qcow2.format.Qcow2FormatException;
import dev.dirtybench.qcow2.image.CheckReport;
import dev.dirtybench.qcow2.image.ImageCheck;
import dev.dirtybench.qcow2.image.LeakRepair;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.qcow2.testsupport.MemoryStorage;
import dev.dirtybench.spi.ExtentCursor;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Does with an image, however damaged, what a program would: opens it, walks its bitmaps, checks
 * it, and on a copy records, stores and repairs. It may be refused with a {@link
 * Qcow2FormatException}; everything else that is thrown, too much memory and too much reading are
 * failures.
 */
final class ImageExerciser {
  static final String PATH = "hostile.qcow2";
  private static final long MAX_ALLOCATED = 16L << 20;

  /** Reads of the storage per byte of the file that are still in proportion. */
  private static final long MAX_READS_PER_BYTE = 2;

  private static final long MAX_BYTES_READ_PER_BYTE = 256;

  private ImageExerciser() {}

  /** What became of an image. */
  enum Outcome {
    /** Opened and walked. */
    OPENED,
    /** Refused. */
    REFUSED
  }

  /** Loads the classes, so that what that takes is not put down to an image. */
  static void warmUp() {
    for (byte[] seed : SeedImages.upTo(1 << 20).values()) {
      try {
        openAndWalk(new MemoryStorage(seed));
        ImageCheck.check(new MemoryStorage(seed), PATH);
        record(new MemoryStorage(seed));
        LeakRepair.repair(new MemoryStorage(seed), PATH);
      } catch (IOException e) {
        throw new UncheckedIOException("a seed image must be usable", e);
      }
    }
  }

  /** Opens for reading, walks and checks; nothing is written. */
  static Outcome read(byte[] bytes) throws IOException {
    return bounded(bytes, ImageExerciser::openAndWalk);
  }

  /** Checks; a report is an answer. */
  static CheckReport check(byte[] bytes) throws IOException {
    return bounded(bytes, storage -> ImageCheck.check(storage, PATH));
  }

  /** Opens for writing, records, adds, stores and repairs. */
  static Outcome write(byte[] bytes) throws IOException {
    return bounded(
        bytes,
        storage -> {
          try {
            record(storage);
            LeakRepair.repair(storage, PATH);
            return Outcome.OPENED;
          } catch (Qcow2FormatException e) {
            return Outcome.REFUSED;
          }
        });
  }

  private static Outcome openAndWalk(MemoryStorage storage) throws IOException {
    try (Qcow2Image image =
        Qcow2Image.open(storage, PATH, OpenMode.READ_ONLY, new BitSetProvider())) {
      walk(image);
      return Outcome.OPENED;
    } catch (Qcow2FormatException e) {
      requireAnswerable(e);
      return Outcome.REFUSED;
    }
  }

  private static void walk(Qcow2Image image) {
    image.storedBitmaps();
    image.backingFile();
    image.backingFormat();
    image.node().query();
    for (DirtyBitmap bitmap : image.node().bitmaps()) {
      if (!bitmap.isInconsistent()) {
        ExtentCursor cursor = new ExtentCursor();
        long end = 0;
        while (bitmap.nextExtent(cursor)) {
          if (cursor.offset() < end || cursor.length() <= 0) {
            throw new AssertionError("extents must ascend: " + cursor);
          }
          end = cursor.offset() + cursor.length();
        }
        if (end > bitmap.size()) {
          throw new AssertionError("an extent ends at " + end + " behind " + bitmap.size());
        }
      }
    }
  }

  private static void record(MemoryStorage storage) throws IOException {
    try (Qcow2Image image =
        Qcow2Image.open(storage, PATH, OpenMode.READ_WRITE, new BitSetProvider())) {
      BitmapNode node = image.node();
      node.write(0, node.size() / 3);
      for (DirtyBitmap bitmap : node.bitmaps()) {
        if (bitmap.isInconsistent()) {
          node.remove(bitmap.name().orElseThrow());
        }
      }
      BitmapSpec added = BitmapSpec.named("added").with(Persistence.PERSISTENT);
      try {
        node.add(added);
      } catch (IllegalArgumentException e) {
        // The image cannot keep one more, which is an answer.
        return;
      }
      node.write(node.size() / 2, Math.min(node.size() / 4, 1 << 20));
    }
  }

  private static void requireAnswerable(Qcow2FormatException e) {
    if (e.kind() == null || e.byteOffset() < 0 || !PATH.equals(e.path())) {
      throw new AssertionError("a refusal must say kind, place and path", e);
    }
  }

  @FunctionalInterface
  private interface Work<T> {
    T run(MemoryStorage storage) throws IOException;
  }

  private static <T> T bounded(byte[] bytes, Work<T> work) throws IOException {
    MemoryStorage storage = new MemoryStorage(bytes);
    long before = Allocation.ofThisThread();
    T result = work.run(storage);
    if (Allocation.ofThisThread() - before > MAX_ALLOCATED) {
      requireBoundedAgain(bytes, work);
    }

    if (storage.reads() > 1000 + MAX_READS_PER_BYTE * bytes.length) {
      throw new AssertionError(
          "a file of " + bytes.length + " bytes was read " + storage.reads() + " times");
    }
    if (storage.bytesRead() > (1 << 20) + MAX_BYTES_READ_PER_BYTE * bytes.length) {
      throw new AssertionError(
          "a file of " + bytes.length + " bytes made reads of " + storage.bytesRead() + " bytes");
    }
    return result;
  }

  /** Measures once more, now that no class is loaded any more on the way. */
  private static void requireBoundedAgain(byte[] bytes, Work<?> work) throws IOException {
    MemoryStorage storage = new MemoryStorage(bytes);
    long before = Allocation.ofThisThread();
    work.run(storage);
    long allocated = Allocation.ofThisThread() - before;
    if (allocated > MAX_ALLOCATED) {
      throw new AssertionError(
          "a file of " + bytes.length + " bytes made " + allocated + " bytes of allocation");
    }
  }
}

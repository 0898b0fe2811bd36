package dev.dirtybench.benchmarks.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.qcow2.image.FileStorage;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The floors take as many bytes as an image that loads and stores a bitmap. */
class FloorsTest {
  private static final long BITMAP_BYTES = 1 << 20;

  private final BitmapProvider backend = Backends.load().require("hbitmap");

  @Test
  void readAndWriteWhatAnImageReadsAndWrites() throws Exception {
    try (ScratchImage scratch = ScratchImage.create(BITMAP_BYTES * Byte.SIZE * 65536)) {
      scratch.add("b0", Granularity.DEFAULT, backend, new RandomBits(0.5, 1)::fill);
      MeteredStorage storage =
          new MeteredStorage(FileStorage.open(scratch.path(), OpenMode.READ_ONLY));
      long read;
      List<Long> flushed;
      try (Qcow2Image image =
          Qcow2Image.open(storage, scratch.path().toString(), OpenMode.READ_ONLY, backend)) {
        read = storage.bytesRead();
        storage.reset();
        image.reopen(OpenMode.READ_WRITE);
        image.reopen(OpenMode.READ_ONLY);
        flushed = storage.bytesFlushed();
      }
      assertTrue(read >= BITMAP_BYTES && read < BITMAP_BYTES + (256 << 10), "read " + read);
      long written = flushed.stream().mapToLong(Long::longValue).sum();
      assertTrue(written >= BITMAP_BYTES && written < 2 * BITMAP_BYTES, "flushed " + flushed);
      try (ReadFloor floor = new ReadFloor(scratch.path(), read, 64 << 10)) {
        assertEquals(floor.run(), floor.runAnew());
      }
      try (WriteFloor floor = new WriteFloor(flushed)) {
        assertEquals(written, floor.run());
      }
    }
  }
}

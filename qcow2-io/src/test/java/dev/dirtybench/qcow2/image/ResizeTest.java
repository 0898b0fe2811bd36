package dev.dirtybench.qcow2.image;

import static dev.dirtybench.qcow2.image.Images.persistent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.qcow2.testsupport.MemoryStorage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ResizeTest {
  private static final long MIB = 1 << 20;

  @Test
  void growsWithTheL1TableThatIsThere() throws IOException {
    MemoryStorage storage = Images.create(CreateOptions.ofSize(MIB));
    grow(storage, 512 * MIB, 1);
    assertEquals(512 * MIB, storage.bytes().getLong(24));
  }

  @Test
  void growsWithALargerL1Table() throws IOException {
    MemoryStorage storage = Images.create(CreateOptions.ofSize(MIB).withClusterSize(512));
    grow(storage, 64 * MIB, 2048);
  }

  private static void grow(MemoryStorage storage, long size, int entries) throws IOException {
    try (Qcow2Image image = Images.writing(storage)) {
      image.node().add(persistent("b", 65536));
      image.node().write(MIB - 1, 1);
      image.resize(size);
      assertEquals(65536, image.node().require("b").count());
      image.node().write(size - 1, 1);
    }
    Images.assertClean(storage);
    try (Qcow2Image image = Images.reading(storage)) {
      assertEquals(size, image.node().size());
      assertEquals(entries, image.header().l1Size());
      assertEquals(2 * 65536, image.node().require("b").count());
    }
  }

  @Test
  void refusesToShrinkAndOddSizes() throws IOException {
    MemoryStorage storage = Images.create(CreateOptions.ofSize(MIB));
    int writes = storage.writes();
    try (Qcow2Image image = Images.writing(storage)) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> image.resize(MIB / 2));
      assertTrue(e.getMessage().contains("the disk cannot shrink"), e.getMessage());
      assertThrows(IllegalArgumentException.class, () -> image.resize(MIB + 1));
      assertThrows(IllegalArgumentException.class, () -> image.resize(-512));
      assertThrows(IllegalArgumentException.class, () -> image.resize(1L << 62));
      image.resize(MIB);
    }
    assertEquals(writes, storage.writes());
  }

  @Test
  void refusesASizeThatABitmapCouldNotBeStoredFor() throws IOException {
    try (Qcow2Image image = Images.writing(Images.create(CreateOptions.ofSize(MIB)))) {
      image.node().add(persistent("b", 512));
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> image.resize(4L << 40));
      assertTrue(e.getMessage().contains("take a larger granularity"), e.getMessage());
      assertEquals(MIB, image.node().size());
    }
  }

  @Test
  void refusesToGrowAnImageWithABackingFile() throws IOException {
    MemoryStorage storage = Images.create(CreateOptions.ofSize(MIB).withBacking("base.img", "raw"));
    try (Qcow2Image image = Images.writing(storage)) {
      assertEquals("base.img", image.backingFile().orElseThrow());
      assertEquals("raw", image.backingFormat().orElseThrow());
      IOException e = assertThrows(IOException.class, () -> image.resize(2 * MIB));
      assertTrue(e.getMessage().contains("use qemu-img resize"), e.getMessage());
    }
  }

  @Test
  void wantsWriteAccess() throws IOException {
    try (Qcow2Image image = Images.reading(Images.create(CreateOptions.ofSize(MIB)))) {
      IOException e = assertThrows(IOException.class, () -> image.resize(2 * MIB));
      assertTrue(e.getMessage().contains("no write access"), e.getMessage());
    }
  }
}

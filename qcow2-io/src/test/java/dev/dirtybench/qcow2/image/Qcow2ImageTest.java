package dev.dirtybench.qcow2.image;

import static dev.dirtybench.qcow2.image.Images.assertClean;
import static dev.dirtybench.qcow2.image.Images.persistent;
import static dev.dirtybench.qcow2.image.Images.reading;
import static dev.dirtybench.qcow2.image.Images.writing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.dirty.BitmapRefusedException;
import dev.dirtybench.dirty.DirtyBitmap;
import dev.dirtybench.dirty.Recording;
import dev.dirtybench.dirty.WriteRefusedException;
import dev.dirtybench.qcow2.format.HeaderExtension;
import dev.dirtybench.qcow2.image.StoredBitmap.Flag;
import dev.dirtybench.qcow2.testsupport.MemoryStorage;
import dev.dirtybench.qcow2.testsupport.MinimalImage;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Qcow2ImageTest {
  private static final long MIB = 1 << 20;

  @Test
  void loadsTheMinimalImageWithoutWriting() throws IOException {
    MemoryStorage storage = new MemoryStorage(MinimalImage.bytes());
    try (Qcow2Image image = reading(storage)) {
      DirtyBitmap x = image.node().require("x");
      assertEquals(65536, x.count());
      assertEquals("d86e8112f3c4c4442126f8e9f44f16867da487f29052bf91b810457db34209a4", x.sha256());
      assertTrue(x.isReadOnly());
      assertTrue(x.isEnabled());
      assertEquals(
          List.of(new StoredBitmap("x", new Granularity(16), List.of(Flag.AUTO))),
          image.storedBitmaps());
      assertThrows(WriteRefusedException.class, () -> image.node().write(0, 1));
    }
    assertEquals(0, storage.writes());
    assertEquals(1, storage.closes());
  }

  @Test
  void saysInTheFileThatBitmapsAreInUseWhileItIsOpenForWriting() throws IOException {
    MemoryStorage storage = new MemoryStorage(MinimalImage.bytes());
    Qcow2Image image = writing(storage);
    assertEquals(3, storage.bytes().getInt(MinimalImage.DIRECTORY + 12));
    assertEquals(List.of(Flag.IN_USE, Flag.AUTO), image.storedBitmaps().get(0).flags());
    image.node().write(0, 1);
    image.close();
    image.close();
    try (Qcow2Image again = reading(storage)) {
      assertEquals(2 * 65536, again.node().require("x").count());
      assertEquals(List.of(Flag.AUTO), again.storedBitmaps().get(0).flags());
    }
    assertClean(storage);
  }

  @Test
  void findsBitmapsInconsistentAfterACrash() throws IOException {
    MemoryStorage storage = new MemoryStorage(MinimalImage.bytes());
    writing(storage).closeWithoutStoring();
    int before = storage.writes();
    try (Qcow2Image image = writing(storage)) {
      DirtyBitmap x = image.node().require("x");
      assertTrue(x.isInconsistent());
      assertFalse(x.isReadOnly());
      assertEquals(0, x.count());
      assertThrows(BitmapRefusedException.class, () -> image.node().clear("x"));
      assertThrows(BitmapRefusedException.class, () -> image.resize(2 * MIB));
    }
    assertEquals(before, storage.writes(), "an image with nothing to change is not written");
    try (Qcow2Image image = writing(storage)) {
      image.node().remove("x");
    }
    assertClean(storage);
    try (Qcow2Image image = reading(storage)) {
      assertEquals(List.of(), image.storedBitmaps());
      assertEquals(0, image.header().autoclearFeatures());
      assertEquals(1, image.extensions().list().size());
    }
  }

  @Test
  void neverReadsTheTableOfABitmapInUse() throws IOException {
    ByteBuffer bytes = MinimalImage.bytes();
    bytes.putInt(MinimalImage.DIRECTORY + 12, 1).putLong(MinimalImage.BITMAP_TABLE, -1);
    try (Qcow2Image image = reading(new MemoryStorage(bytes))) {
      assertTrue(image.node().require("x").isInconsistent());
      assertTrue(image.node().require("x").isReadOnly());
    }
  }

  @Test
  void listsBitmapsNewestFirstInMemoryAndAppendsNewOnesInTheFile() throws IOException {
    MemoryStorage storage = new MemoryStorage(MinimalImage.bytes());
    try (Qcow2Image image = writing(storage)) {
      image.node().add(persistent("y", 4096).with(Recording.DISABLED));
      image.node().add(persistent("z", 512));
    }
    try (Qcow2Image image = reading(storage)) {
      assertEquals(
          List.of("x", "z", "y"), image.storedBitmaps().stream().map(StoredBitmap::name).toList());
      assertEquals(
          List.of("y", "z", "x"),
          image.node().bitmaps().stream().map(b -> b.name().orElseThrow()).toList());
      assertFalse(image.node().require("y").isEnabled());
    }
    assertClean(storage);
  }

  @Test
  void storesOnesAsTableEntryButNotWithATail() throws IOException {
    long size = (512L * 8 * 512) * 2 + 512;
    MemoryStorage storage = Images.create(CreateOptions.ofSize(size).withClusterSize(512));
    try (Qcow2Image image = writing(storage)) {
      image.node().add(persistent("b", 512));
      image.node().write(0, size);
    }
    long used = storage.size();
    try (Qcow2Image image = writing(storage)) {
      assertEquals(size, image.node().require("b").count());
    }
    assertTrue(storage.size() <= used + 3 * 512, "ones take no clusters");
    assertClean(storage);
  }

  @Test
  void readsAnAllOnesEntry() throws IOException {
    ByteBuffer bytes = MinimalImage.bytes().putLong(MinimalImage.BITMAP_TABLE, 1);
    try (Qcow2Image image = reading(new MemoryStorage(bytes))) {
      assertEquals(MIB, image.node().require("x").count());
    }
  }

  @Test
  void storesTailBitsAsZeros() throws IOException {
    ByteBuffer bytes = MinimalImage.bytes();
    for (int i = 0; i < 65536; i++) {
      bytes.put(MinimalImage.BITMAP_DATA + i, (byte) -1);
    }
    MemoryStorage storage = new MemoryStorage(bytes);
    writing(storage).close();
    try (Qcow2Image image = reading(storage)) {
      assertEquals(MIB, image.node().require("x").count());
    }
    ByteBuffer after = storage.bytes();
    int table = (int) after.getLong(directoryOf(after));
    int data = (int) after.getLong(table);
    assertEquals(0xffff0000, after.getInt(data));
    assertEquals(0, after.getInt(data + 4));
  }

  private static int directoryOf(ByteBuffer image) {
    return (int) image.getLong(504 + 8 + 16);
  }

  @Test
  void addsOnAReadOnlyImageButCannotStore() throws IOException {
    MemoryStorage storage = new MemoryStorage(MinimalImage.bytes());
    Qcow2Image image = reading(storage);
    image.node().add(persistent("y", 65536));
    IOException e = assertThrows(IOException.class, image::close);
    assertTrue(e.getMessage().contains("no write access"), e.getMessage());
    assertEquals(1, storage.closes());
    assertEquals(0, storage.writes());
  }

  @Test
  void refusesToAddWhatCouldNotBeStored() throws IOException {
    try (Qcow2Image image = writing(Images.create(CreateOptions.ofSize(MIB).withVersion(2)))) {
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class, () -> image.node().add(persistent("b", 512)));
      assertTrue(e.getMessage().contains("an image of version 2 holds no bitmaps"));
    }
    try (Qcow2Image image = writing(Images.create(CreateOptions.ofSize(4L << 40)))) {
      assertThrows(IllegalArgumentException.class, () -> image.node().add(persistent("b", 512)));
      assertThrows(
          IllegalArgumentException.class, () -> image.node().add(persistent("b", 1L << 32)));
    }
    try (Qcow2Image image = writing(Images.create(CreateOptions.ofSize(0)))) {
      assertThrows(IllegalArgumentException.class, () -> image.node().add(persistent("b", 512)));
    }
  }

  @Test
  void reopensForReadingAndWriting() throws IOException {
    MemoryStorage storage = new MemoryStorage(MinimalImage.bytes());
    try (Qcow2Image image = reading(storage)) {
      assertThrows(IOException.class, () -> image.remove(List.of("x")));
      image.reopen(OpenMode.READ_WRITE);
      image.node().write(5 * 65536, 1);
      assertEquals(List.of(Flag.IN_USE, Flag.AUTO), image.storedBitmaps().get(0).flags());
      image.reopen(OpenMode.READ_ONLY);
      assertEquals(List.of(Flag.AUTO), image.storedBitmaps().get(0).flags());
      assertTrue(image.node().require("x").isReadOnly());
      assertThrows(WriteRefusedException.class, () -> image.node().write(0, 1));
      image.reopen(OpenMode.READ_WRITE);
      image.node().write(7 * 65536, 1);
    }
    try (Qcow2Image image = reading(storage)) {
      assertEquals(3 * 65536, image.node().require("x").count());
    }
    assertClean(storage);
  }

  @Test
  void refusesToReopenAnImageThatAnotherProgramHasChanged() throws IOException {
    MemoryStorage storage = new MemoryStorage(MinimalImage.bytes());
    try (Qcow2Image image = reading(storage)) {
      storage.write(ByteBuffer.allocate(4).putInt(0, 3), MinimalImage.DIRECTORY + 12);
      IOException e = assertThrows(IOException.class, () -> image.reopen(OpenMode.READ_WRITE));
      assertTrue(e.getMessage().contains("another program has changed it"), e.getMessage());
      assertEquals(OpenMode.READ_ONLY, image.mode());
    }
  }

  @Test
  void closesWithAnErrorWhileABitmapHasASuccessor() throws IOException {
    MemoryStorage storage = new MemoryStorage(MinimalImage.bytes());
    Qcow2Image image = writing(storage);
    image.node().createSuccessor("x");
    assertThrows(IllegalStateException.class, image::close);
    assertEquals(1, storage.closes());
    try (Qcow2Image again = reading(storage)) {
      assertTrue(again.node().require("x").isInconsistent());
    }
  }

  @Test
  void keepsUnknownExtensionsAndClearsUnknownAutoclearBits() throws IOException {
    ByteBuffer bytes = MinimalImage.bytes();
    bytes.putLong(88, 1L << 40 | 1);
    bytes.putInt(0x218, 0x12345678).putInt(0x21c, 8).putLong(0x220, 42);
    MemoryStorage storage = new MemoryStorage(bytes);
    reading(storage).close();
    assertEquals(0, storage.writes());
    writing(storage).close();
    assertEquals(1, storage.bytes().getLong(88));
    try (Qcow2Image image = reading(storage)) {
      assertEquals(8, image.extensions().find(0x12345678).orElseThrow().data().length);
      assertEquals(65536, image.node().require("x").count());
    }
  }

  @Test
  void dropsBitmapsThatAnotherProgramMadeInvalidWhenOpenedForWriting() throws IOException {
    MemoryStorage storage = new MemoryStorage(MinimalImage.bytes().putLong(88, 0));
    try (Qcow2Image image = reading(storage)) {
      assertEquals(1, image.warnings().size());
      assertEquals(List.of(), image.node().bitmaps());
    }
    Images.assertCheck(3, storage);
    writing(storage).close();
    try (Qcow2Image image = reading(storage)) {
      assertEquals(List.of(), image.warnings());
    }
    assertEquals(3, LeakRepair.repair(storage, "m.qcow2").leakedClusters());
    assertClean(storage);
  }

  @Test
  void repairDropsAnExtensionThatDoesNotCountEvenWhereNothingLeaks() throws IOException {
    MemoryStorage storage = new MemoryStorage(MinimalImage.bytes().putLong(88, 0));
    LeakRepair.repair(storage, "m.qcow2");
    // The header as it was, over clusters that are free now.
    storage.write(MinimalImage.bytes().putLong(88, 0).limit(65536), 0);
    Images.assertCheck(0, storage);
    assertEquals(0, LeakRepair.repair(storage, "m.qcow2").exitCode());
    try (Qcow2Image image = reading(storage)) {
      assertEquals(List.of(), image.warnings());
      assertEquals(Optional.empty(), image.extensions().find(HeaderExtension.BITMAPS));
    }
    assertClean(storage);
  }

  @ParameterizedTest
  @CsvSource({
    "512, 1, 512",
    "512, 64, 512",
    "512, 16, 4096",
    "1024, 2, 512",
    "4096, 4, 65536",
    "65536, 8, 512",
    "65536, 16, 2147483648",
    "65536, 64, 1048576",
    "2097152, 32, 512"
  })
  void keepsRandomContentAtEveryClusterSizeAndRefcountWidth(
      int clusterSize, int refcountBits, long granularity) throws IOException {
    long seed = 77 + clusterSize + refcountBits;
    Random random = new Random(seed);
    long size = 48 * MIB + 512 * random.nextInt(1000);
    MemoryStorage storage =
        Images.create(
            CreateOptions.ofSize(size).withClusterSize(clusterSize).withRefcountBits(refcountBits));
    String hash = "";
    for (int round = 0; round < 6; round++) {
      try (Qcow2Image image = writing(storage)) {
        if (round == 0) {
          image.node().add(persistent("b", granularity));
        } else {
          assertEquals(hash, image.node().require("b").sha256(), "round " + round + ", " + seed);
        }
        for (int i = 0; i < 50; i++) {
          long offset = (long) (random.nextDouble() * size);
          image
              .node()
              .write(offset, Math.min(size - offset, random.nextInt(round == 3 ? 9999999 : 70000)));
        }
        if (round == 2) {
          image.node().add(persistent("other", 512));
        }
        if (round == 4) {
          image.node().remove("other");
        }
        hash = image.node().require("b").sha256();
      }
      assertClean(storage);
    }
  }
}

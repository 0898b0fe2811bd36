package dev.dirtybench.qcow2.image;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.qcow2.format.Qcow2FormatException;
import dev.dirtybench.qcow2.format.Qcow2FormatException.Kind;
import dev.dirtybench.qcow2.testsupport.MemoryStorage;
import dev.dirtybench.qcow2.testsupport.MinimalImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What opening and checking refuse, and what they put up with. */
class RefusalTest {
  private static Qcow2FormatException refused(ByteBuffer image, OpenMode mode) {
    MemoryStorage storage = new MemoryStorage(image);
    Qcow2FormatException e =
        assertThrows(Qcow2FormatException.class, () -> Images.open(storage, mode));
    assertEquals(1, storage.closes(), "storage is closed when opening fails");
    assertEquals(0, storage.writes());
    return e;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0x80001 | INVALID_FORMAT | bitmap table entry with an offset must have its reserved",
        "0x100000000080000 | INVALID_FORMAT | bitmap table entry must have its reserved bits",
        "0x80200 | INVALID_FORMAT | offset in a bitmap table entry must be a multiple of the",
        "0x200000 | TRUNCATED | the file must have 8 bytes here",
      })
  void refusesABrokenTable(String entry, Kind kind, String message) {
    ByteBuffer image = MinimalImage.bytes().putLong(MinimalImage.BITMAP_TABLE, Long.decode(entry));
    Qcow2FormatException e = refused(image, OpenMode.READ_ONLY);
    assertTrue(e.getMessage().startsWith(message), e.getMessage());
    assertTrue(e.getMessage().contains("bitmap \"x\""), e.getMessage());
    assertEquals(kind, e.kind());
    assertEquals(kind, refused(image, OpenMode.READ_WRITE).kind());
    Images.assertCheck(kind == Kind.TRUNCATED ? 2 : 1, new MemoryStorage(image));
  }

  @ParameterizedTest
  @CsvSource({
    "8, 4, 2",
    "8, 4, 0",
    "12, 4, 4",
    "12, 4, 8",
    "16, 1, 2",
    "17, 1, 8",
    "17, 1, 32",
    "20, 4, 8",
    "18, 2, 0",
    "0, 8, 0x90200",
    "0, 8, 0x4000000"
  })
  void refusesABrokenDirectory(int at, int width, String value) {
    ByteBuffer image = MinimalImage.bytes();
    int offset = MinimalImage.DIRECTORY + at;
    switch (width) {
      case 1 -> image.put(offset, Byte.decode(value));
      case 2 -> image.putShort(offset, Short.decode(value));
      case 4 -> image.putInt(offset, Integer.decode(value));
      default -> image.putLong(offset, Long.decode(value));
    }
    refused(image, OpenMode.READ_ONLY);
    refused(image, OpenMode.READ_WRITE);
    Images.assertCheck(1, new MemoryStorage(image));
  }

  @Test
  void putsUpWithAWrongTableSizeOfABitmapInUse() throws IOException {
    ByteBuffer image = MinimalImage.bytes().putInt(MinimalImage.DIRECTORY + 8, 2);
    image.putInt(MinimalImage.DIRECTORY + 12, 3);
    try (Qcow2Image opened = Images.reading(new MemoryStorage(image))) {
      assertTrue(opened.node().require("x").isInconsistent());
    }
  }

  @Test
  void refusesTheBitOfBitmapsWithoutTheirExtension() {
    ByteBuffer image = MinimalImage.bytes().putInt(MinimalImage.EXTENSION, 0x12345678);
    assertTrue(
        refused(image, OpenMode.READ_ONLY)
            .getMessage()
            .contains("the bitmaps extension is missing"));
  }

  @Test
  void refusesUnknownIncompatibleFeaturesByName() {
    ByteBuffer image = MinimalImage.bytes().putLong(72, 1L << 9 | 1L << 7);
    image.put(120, (byte) 0).put(121, (byte) 9);
    Qcow2FormatException e = refused(image, OpenMode.READ_ONLY);
    assertEquals(Kind.UNSUPPORTED_FEATURE, e.kind());
    assertTrue(e.getMessage().contains("incompatible bit 7, bit 9 (dirty bit)"), e.getMessage());
  }

  @Test
  void refusesCorruptAndDirtyImagesForWritingOnly() {
    for (long bit : new long[] {1, 2}) {
      ByteBuffer image = MinimalImage.bytes().putLong(72, bit);
      assertDoesNotThrow(() -> Images.reading(new MemoryStorage(image)).close());
      assertTrue(refused(image, OpenMode.READ_WRITE).getMessage().contains("for writing"));
    }
  }

  @Test
  void refusesEveryTruncationOrLoadsTheWholeBitmap() throws IOException {
    ByteBuffer image = MinimalImage.bytes();
    for (int length = 0; length < image.capacity(); length += 499) {
      ByteBuffer cut = ByteBuffer.wrap(image.array()).limit(length);
      assertEquals(Kind.TRUNCATED, refused(cut, OpenMode.READ_ONLY).kind(), "cut to " + length);
    }
  }

  @Test
  void refusesTwoBitmapsWithOneTable() {
    ByteBuffer image = MinimalImage.bytes();
    image.putInt(MinimalImage.EXTENSION + 8, 2).putLong(MinimalImage.EXTENSION + 16, 64);
    ByteBuffer longer = ByteBuffer.allocate(image.capacity() + 32).put(image).clear();
    longer.put(MinimalImage.DIRECTORY + 32, image, MinimalImage.DIRECTORY, 32);
    longer.put(MinimalImage.DIRECTORY + 32 + 24, (byte) 'y');
    Qcow2FormatException e = refused(longer, OpenMode.READ_ONLY);
    assertTrue(e.getMessage().startsWith("bitmap tables must not overlap"), e.getMessage());
  }

  @Test
  void refusesToAllocateWhatHoldsAStructure() throws IOException {
    ByteBuffer image = MinimalImage.bytes();
    image.putShort(MinimalImage.REFCOUNT_BLOCK + 2 * 3, (short) 0);
    MemoryStorage storage = new MemoryStorage(image);
    Qcow2Image opened = Images.writing(storage);
    IOException e = assertThrows(IOException.class, opened::close);
    assertTrue(e.getMessage().contains("L1 table at 0x30000"), e.getMessage());
  }

  @Test
  void countsWrongRefcountsAsCorruption() {
    ByteBuffer image = MinimalImage.bytes();
    image.putShort(MinimalImage.REFCOUNT_BLOCK + 2 * 8, (short) 0);
    Images.assertCheck(2, new MemoryStorage(image));
    image.putShort(MinimalImage.REFCOUNT_BLOCK + 2 * 8, (short) 2);
    Images.assertCheck(3, new MemoryStorage(image));
    image.putLong(MinimalImage.L1_TABLE, MinimalImage.L2_TABLE);
    Images.assertCheck(2, new MemoryStorage(image));
    Images.assertCheck(1, new MemoryStorage(ByteBuffer.allocate(1000)));
  }
}

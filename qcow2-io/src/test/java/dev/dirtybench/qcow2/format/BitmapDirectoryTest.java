package dev.dirtybench.qcow2.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.qcow2.format.Qcow2FormatException.Kind;
import dev.dirtybench.qcow2.testsupport.MinimalImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BitmapDirectoryTest {
  private static final long MIB = 1 << 20;

  private static ByteBuffer minimal() {
    ByteBuffer bytes = ByteBuffer.allocate(32);
    return bytes.put(0, MinimalImage.bytes(), MinimalImage.DIRECTORY, 32);
  }

  private static BitmapDirectory read(ByteBuffer bytes, int count, long size)
      throws Qcow2FormatException {
    BitmapsExtension extension = new BitmapsExtension(count, bytes.limit(), 0xa0000);
    return BitmapDirectory.read(bytes, extension, 16, size, "a.qcow2");
  }

  private static Qcow2FormatException refused(ByteBuffer bytes, int count) {
    return assertThrows(Qcow2FormatException.class, () -> read(bytes, count, MIB));
  }

  @Test
  void readsAndWritesTheMinimalDirectory() throws Qcow2FormatException {
    BitmapDirectory directory = read(minimal(), 1, MIB);
    BitmapDirectoryEntry entry = directory.find("x").orElseThrow();
    assertEquals(new BitmapDirectoryEntry(0x90000, 1, 2, 16, "x"), entry);
    assertTrue(entry.auto());
    assertFalse(entry.inUse());
    assertEquals(minimal(), directory.toBytes());
    assertEquals(32, directory.bytes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 8 | 0 | OUT_OF_BOUNDS | bitmap table offset must be 512 to",
        "0 | 8 | 0x1f200 | INVALID_FORMAT | bitmap table offset must be a multiple of the cluster"
            + " size 65536, got 0x1f200 (a.qcow2, bitmap \"x\", directory entry at 0xa0000)",
        "0 | 8 | 0x100000000000000 | OUT_OF_BOUNDS | bitmap table offset must be below 2^56",
        "8 | 4 | 0 | OUT_OF_BOUNDS | entries of the bitmap table must be 1 to 134217728, got 0",
        "8 | 4 | -1 | OUT_OF_BOUNDS | entries of the bitmap table must be 1 to 134217728, got 429",
        "8 | 4 | 8193 | OUT_OF_BOUNDS | a bitmap must take at most 536870912 bytes, got 8193",
        "12 | 4 | 4 | INVALID_FORMAT | flags must have its reserved bits 0xfffffffc clear, got 0x4",
        "12 | 4 | 8 | INVALID_FORMAT | flags must have its reserved bits",
        "16 | 1 | 2 | UNSUPPORTED_FEATURE | a bitmap's type must be 1 (dirty tracking), got 2",
        "17 | 1 | 8 | OUT_OF_BOUNDS | granularity_bits must be 9 to 31, got 8",
        "17 | 1 | 32 | OUT_OF_BOUNDS | granularity_bits must be 9 to 31, got 32",
        "17 | 1 | 255 | OUT_OF_BOUNDS | granularity_bits must be 9 to 31, got 255",
        "18 | 2 | 0 | OUT_OF_BOUNDS | length of a bitmap's name in bytes must be 1 to 1023, got 0",
        "18 | 2 | 9 | INVALID_FORMAT | broken bitmap directory: an entry of 40 bytes must fit into",
        "18 | 2 | -1 | INVALID_FORMAT | broken bitmap directory: an entry of 65560 bytes must fit",
        "20 | 4 | 7 | UNSUPPORTED_FEATURE | extra data of bitmaps is not supported, got 7 bytes",
        "20 | 4 | -1 | INVALID_FORMAT | broken bitmap directory: an entry of 4294967320 bytes",
        "24 | 1 | 0 | INVALID_FORMAT | a bitmap's name must not contain NUL",
        "24 | 1 | 255 | INVALID_FORMAT | a bitmap's name must be UTF-8, its 1 bytes are not",
      })
  void refusesABrokenField(int at, int width, String value, Kind kind, String message) {
    ByteBuffer bytes = minimal();
    long number = Long.decode(value);
    switch (width) {
      case 1 -> bytes.put(at, (byte) number);
      case 2 -> bytes.putShort(at, (short) number);
      case 4 -> bytes.putInt(at, (int) number);
      default -> bytes.putLong(at, number);
    }
    Qcow2FormatException e = refused(bytes, 1);
    assertTrue(e.getMessage().startsWith(message), e.getMessage());
    assertEquals(kind, e.kind());
    assertEquals(0xa0000, e.byteOffset() & ~31);
  }

  @Test
  void ignoresWhatIsInThePadding() throws Qcow2FormatException {
    assertEquals(read(minimal(), 1, MIB), read(minimal().putInt(26, -1), 1, MIB));
  }

  @Test
  void refusesMoreOrFewerEntriesThanTheHeaderSays() {
    String fewer = refused(minimal(), 2).getMessage();
    assertTrue(fewer.contains("must have 2 entries as the header says, got 1"), fewer);
    ByteBuffer two = ByteBuffer.allocate(64).put(minimal()).put(minimal()).clear();
    two.put(32 + 24, (byte) 'y');
    String more = refused(two, 1).getMessage();
    assertTrue(more.contains("must end after 1 entries"), more);
  }

  @Test
  void refusesARestThatIsNoEntry() {
    ByteBuffer longer = ByteBuffer.allocate(40).put(minimal()).clear();
    String message = refused(longer, 1).getMessage();
    assertTrue(message.contains("an entry must have 24 bytes or more, got 8"), message);
  }

  @Test
  void refusesTwoBitmapsOfOneName() {
    ByteBuffer two = ByteBuffer.allocate(64).put(minimal()).put(minimal()).clear();
    assertTrue(refused(two, 2).getMessage().startsWith("a bitmap's name must be unique"));
  }

  @Test
  void refusesATableTooShortForTheDiskUnlessTheBitmapIsInUse() throws Qcow2FormatException {
    long size = (65536L * 8 << 16) + 512;
    Qcow2FormatException e =
        assertThrows(Qcow2FormatException.class, () -> read(minimal(), 1, size));
    assertTrue(e.getMessage().startsWith("the bitmap table must have 2 entries to cover"));
    assertTrue(read(minimal().putInt(12, 3), 1, size).entries().get(0).inUse());
  }

  @Test
  void refusesADirectoryThatIsCutShort() {
    BitmapsExtension extension = new BitmapsExtension(1, 40, 0xa0000);
    Qcow2FormatException e =
        assertThrows(
            Qcow2FormatException.class,
            () -> BitmapDirectory.read(minimal(), extension, 16, MIB, "a.qcow2"));
    assertEquals(Kind.TRUNCATED, e.kind());
  }

  @Test
  void keepsNamesOfEveryLength() throws Qcow2FormatException {
    for (String name : List.of("x", "1234567", "12345678", "äöü€😀", "n".repeat(1023))) {
      BitmapDirectoryEntry entry = new BitmapDirectoryEntry(0x90000, 1, 3, 31, name);
      BitmapDirectory directory = new BitmapDirectory(List.of(entry));
      assertEquals(directory, read(directory.toBytes(), 1, MIB));
      assertEquals(
          (24 + name.getBytes(StandardCharsets.UTF_8).length + 7) / 8 * 8, directory.bytes());
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new BitmapDirectoryEntry(0x90000, 1, 3, 31, "ä".repeat(512)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 4 | 0 | nb_bitmaps must be 1 to 65535, got 0",
        "0 | 4 | 65536 | nb_bitmaps must be 1 to 65535, got 65536",
        "4 | 4 | 1 | the reserved field of the bitmaps extension must be 0, got 0x1",
        "8 | 8 | 0 | bitmap_directory_size must be 1 to 67107840, got 0",
        "8 | 8 | 67107841 | bitmap_directory_size must be 1 to 67107840, got 67107841",
        "8 | 8 | -1 | bitmap_directory_size must be 1 to 67107840, got 18446744073709551615",
        "16 | 8 | 0x200 | bitmap_directory_offset must be a multiple of the cluster size 65536",
        "16 | 8 | 0 | bitmap_directory_offset must be 512 to",
      })
  void refusesABrokenExtension(int at, int width, String value, String message) {
    byte[] data = new BitmapsExtension(1, 32, 0xa0000).toExtension().data();
    ByteBuffer bytes = ByteBuffer.wrap(data);
    if (width == 4) {
      bytes.putInt(at, Long.decode(value).intValue());
    } else {
      bytes.putLong(at, Long.decode(value));
    }
    String found = refusedExtension(data).getMessage();
    assertTrue(found.startsWith(message), found);
  }

  @Test
  void refusesAnExtensionOfAnotherLength() {
    String found = refusedExtension(new byte[32]).getMessage();
    assertTrue(found.startsWith("the bitmaps extension must have 24 bytes, got 32"), found);
  }

  private static Qcow2FormatException refusedExtension(byte[] data) {
    HeaderExtension extension = new HeaderExtension(HeaderExtension.BITMAPS, data);
    return assertThrows(
        Qcow2FormatException.class, () -> BitmapsExtension.read(extension, 16, "a.qcow2"));
  }
}

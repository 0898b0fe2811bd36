package dev.dirtybench.qcow2.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.qcow2.format.Qcow2FormatException.Kind;
import dev.dirtybench.qcow2.testsupport.MinimalImage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Qcow2HeaderTest {
  private static Qcow2Header read(Consumer<ByteBuffer> change) throws Qcow2FormatException {
    ByteBuffer image = MinimalImage.bytes();
    change.accept(image);
    return Qcow2Header.read(image, "a.qcow2");
  }

  private static Qcow2FormatException refused(Consumer<ByteBuffer> change) {
    return assertThrows(Qcow2FormatException.class, () -> read(change));
  }

  @Test
  void readsTheMinimalImage() throws Qcow2FormatException {
    Qcow2Header header = read(image -> {});
    assertEquals(3, header.version());
    assertEquals(65536, header.clusterSize());
    assertEquals(1 << 20, header.size());
    assertEquals(1, header.l1Size());
    assertEquals(0x30000, header.l1TableOffset());
    assertEquals(0x10000, header.refcountTableOffset());
    assertEquals(1, header.refcountTableClusters());
    assertEquals(HeaderLayout.AUTOCLEAR_BITMAPS, header.autoclearFeatures());
    assertEquals(16, header.refcountBits());
    assertEquals(112, header.headerLength());
    assertEquals(0, header.compressionType());
  }

  @Test
  void writesWhatItReadWithFieldsItDoesNotKnow() throws Qcow2FormatException {
    ByteBuffer image = MinimalImage.bytes();
    image.putInt(100, 136).putLong(112, 0x1122334455667788L).putLong(128, -1);
    Qcow2Header header = Qcow2Header.read(image, "a.qcow2");
    ByteBuffer out = ByteBuffer.allocate(136);
    header.write(out);
    assertArrayEquals(Arrays.copyOf(image.array(), 136), out.array());
    assertEquals(header, header.edit().build());
    assertEquals(header.hashCode(), header.edit().build().hashCode());
  }

  @Test
  void readsVersion2WhateverFollowsIt() throws Qcow2FormatException {
    Qcow2Header header = read(image -> image.putInt(4, 2).putLong(72, -1));
    assertEquals(72, header.headerLength());
    assertEquals(16, header.refcountBits());
    assertEquals(0, header.incompatibleFeatures());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 4 | 0x514649 | INVALID_FORMAT | not a qcow2 image: magic must be 0x514649fb, got",
        "4 | 4 | 4 | UNSUPPORTED_FEATURE | version must be 2 or 3, got 4",
        "8 | 8 | 64 | INVALID_FORMAT | the backing file name of 0 bytes must lie in the first",
        "8 | 8 | 0x10001 | INVALID_FORMAT | the backing file name of 0 bytes must lie in",
        "20 | 4 | 8 | OUT_OF_BOUNDS | cluster_bits must be 9 to 21, got 8",
        "20 | 4 | 22 | OUT_OF_BOUNDS | cluster_bits must be 9 to 21, got 22",
        "20 | 4 | -1 | OUT_OF_BOUNDS | cluster_bits must be 9 to 21, got 4294967295",
        "24 | 8 | -1 | OUT_OF_BOUNDS | size of the disk must be 0 to",
        "32 | 4 | 3 | OUT_OF_BOUNDS | crypt_method must be 0 to 2, got 3",
        "36 | 4 | 4194305 | OUT_OF_BOUNDS | l1_size must be 0 to 4194304, got 4194305",
        "36 | 4 | 0 | INVALID_FORMAT | l1_size must be at least 1 for a disk of 1048576 bytes",
        "40 | 8 | 0x30200 | INVALID_FORMAT | l1_table_offset must be a multiple of the cluster",
        "40 | 8 | 0x100000000000000 | OUT_OF_BOUNDS | l1_table_offset must be below 2^56",
        "48 | 8 | 0x10008 | INVALID_FORMAT | refcount_table_offset must be a multiple",
        "48 | 8 | 0 | INVALID_FORMAT | refcount_table_offset must not be 0",
        "56 | 4 | 0 | OUT_OF_BOUNDS | refcount_table_clusters must be 1 to 128, got 0",
        "56 | 4 | 129 | OUT_OF_BOUNDS | refcount_table_clusters must be 1 to 128, got 129",
        "60 | 4 | 65537 | OUT_OF_BOUNDS | nb_snapshots must be 0 to 65536, got 65537",
        "96 | 4 | 7 | OUT_OF_BOUNDS | refcount_order must be 0 to 6, got 7",
        "100 | 4 | 96 | OUT_OF_BOUNDS | header_length must be 104 to",
        "100 | 4 | 108 | INVALID_FORMAT | header_length must be a multiple of 8, got 108",
        "100 | 4 | -8 | OUT_OF_BOUNDS | header_length must be 104 to",
        "104 | 1 | 1 | INVALID_FORMAT | incompatible feature bit 3 must be set if and only if",
        "72 | 8 | 8 | INVALID_FORMAT | incompatible feature bit 3 must be set if and only if",
      })
  void refusesABrokenField(int at, int width, String value, Kind kind, String message) {
    long number = Long.decode(value);
    Qcow2FormatException e =
        refused(
            image -> {
              switch (width) {
                case 1 -> image.put(at, (byte) number);
                case 4 -> image.putInt(at, (int) number);
                default -> image.putLong(at, number);
              }
            });
    assertEquals(kind, e.kind());
    assertEquals("a.qcow2", e.path());
    assertTrue(e.getMessage().startsWith(message), e.getMessage());
    assertTrue(e.getMessage().contains("(a.qcow2, header at 0x"), e.getMessage());
  }

  @Test
  void namesTheOffsetOfTheField() {
    assertEquals(60, refused(image -> image.putInt(60, -1)).byteOffset());
  }

  @Test
  void refusesALongBackingFileName() {
    assertTrue(
        refused(image -> image.putLong(8, 600).putInt(16, 1024))
            .getMessage()
            .startsWith("backing_file_size must be 0 to 1023, got 1024"));
  }

  @Test
  void wantsLargerClustersForExtendedL2Entries() {
    assertTrue(
        refused(image -> image.putLong(72, 16).putInt(20, 13))
            .getMessage()
            .startsWith("cluster_bits must be 14 to 21, got 13"));
  }

  @Test
  void refusesAnUnknownCompressionType() {
    assertEquals(
        Kind.UNSUPPORTED_FEATURE, refused(image -> image.putLong(72, 8).put(104, (byte) 2)).kind());
  }

  @Test
  void checksSnapshotsOffsetOnlyWithSnapshots() throws Qcow2FormatException {
    assertEquals(7, read(image -> image.putLong(64, 7)).snapshotsOffset());
    assertEquals(Kind.INVALID_FORMAT, refused(image -> image.putInt(60, 1).putLong(64, 7)).kind());
  }

  @Test
  void refusesEveryTruncation() {
    ByteBuffer image = MinimalImage.bytes();
    for (int length = 0; length < 112; length++) {
      ByteBuffer cut = image.duplicate().limit(length);
      Qcow2FormatException e =
          assertThrows(Qcow2FormatException.class, () -> Qcow2Header.read(cut, "a.qcow2"));
      assertEquals(Kind.TRUNCATED, e.kind(), "cut to " + length + " bytes");
    }
  }

  @Test
  void countsL1EntriesByClusterSizeAndEntryWidth() throws Qcow2FormatException {
    Qcow2Header header = read(image -> {});
    assertEquals(0, header.requiredL1Entries(0));
    assertEquals(1, header.requiredL1Entries(512L << 20));
    assertEquals(2, header.requiredL1Entries((512L << 20) + 512));
    assertEquals(2, read(image -> image.putLong(72, 16)).requiredL1Entries(512L << 20));
  }
}

package dev.dirtybench.qcow2.format;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TablesTest {
  private static final FileLocation HERE = new FileLocation("a.qcow2", "table", 0x90000);

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 0x80000, 0x00ffffffffff0000L})
  void takesBitmapTableEntriesOfEveryKind(long entry) {
    assertDoesNotThrow(() -> BitmapTableEntry.require(entry, 16, HERE));
  }

  @ParameterizedTest
  @ValueSource(longs = {0x80001, 0x100000000080000L, 2, 0x100, 0x80200, 0x8000000000000000L, 3})
  void refusesBrokenBitmapTableEntries(long entry) {
    Qcow2FormatException e =
        assertThrows(Qcow2FormatException.class, () -> BitmapTableEntry.require(entry, 16, HERE));
    assertTrue(e.getMessage().contains("bitmap table entry"), e.getMessage());
    assertTrue(e.getMessage().endsWith("(a.qcow2, table at 0x90000)"), e.getMessage());
  }

  @Test
  void refusesBrokenRefcountTableEntries() throws Qcow2FormatException {
    assertEquals(0x20000, RefcountTableEntry.offset(0x20000, 16, HERE));
    assertEquals(0, RefcountTableEntry.offset(0, 16, HERE));
    for (long entry : new long[] {1, 0x20100, 0x20200, 1L << 56, -1L << 16}) {
      assertThrows(Qcow2FormatException.class, () -> RefcountTableEntry.offset(entry, 16, HERE));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void keepsRefcountsOfEveryWidth(int order) {
    long seed = 20240607 + order;
    Random random = new Random(seed);
    RefcountBlockLayout layout = new RefcountBlockLayout(order, 9);
    ByteBuffer block = ByteBuffer.allocate(512);
    int entries = (int) layout.entriesIn(512);
    assertEquals(entries, 1 << layout.entriesBits());
    long[] expected = new long[entries];
    for (int i = 0; i < 5000; i++) {
      int index = random.nextInt(entries);
      expected[index] = random.nextLong() & layout.max();
      layout.put(block, index, expected[index]);
    }
    for (int i = 0; i < entries; i++) {
      assertEquals(expected[i], layout.get(block, i), "refcount " + i + ", seed " + seed);
    }
    assertThrows(IllegalArgumentException.class, () -> layout.put(block, 0, -1));
    if (order < 6) {
      assertThrows(IllegalArgumentException.class, () -> layout.put(block, 0, layout.max() + 1));
    }
  }

  @Test
  void putsTheFirstNarrowRefcountIntoTheLowestBits() {
    ByteBuffer block = ByteBuffer.allocate(512);
    new RefcountBlockLayout(0, 9).put(block, 0, 1);
    new RefcountBlockLayout(1, 9).put(block, 5, 3);
    new RefcountBlockLayout(4, 9).put(block, 2, 0x1234);
    assertEquals(1, block.get(0));
    assertEquals(0b1100, block.get(1));
    assertEquals(0x12, block.get(4));
    assertEquals(0x34, block.get(5));
  }

  @Test
  void countsTheBytesOfABitmapInWords() {
    assertEquals(8, BitmapLimits.dataBytes(1, 9));
    assertEquals(8, BitmapLimits.dataBytes(64 * 512, 9));
    assertEquals(16, BitmapLimits.dataBytes(64 * 512 + 1, 9));
    assertEquals(0, BitmapLimits.dataBytes(0, 9));
    assertEquals(1L << 51, BitmapLimits.dataBytes(Long.MAX_VALUE, 9));
  }

  @Test
  void drawsTheLineWhereQemuDoes() {
    long size = 4L << 40;
    assertDoesNotThrow(() -> BitmapLimits.requireStorable("b", size, 10, 16));
    assertEquals(
        "bitmap \"b\" must take at most 536870912 bytes, a disk of 4398046511104 bytes at"
            + " granularity 2^9 needs 1073741824; take a larger granularity",
        refused("b", size, 9));
    assertTrue(refused("b", 512, 32).contains("must be 9 to 31, got 32"));
    assertTrue(refused("b", 512, 8).contains("must be 9 to 31, got 8"));
    assertTrue(refused("", 512, 16).contains("must be 1 to 1023, got 0"));
    assertTrue(refused("b", 0, 16).contains("a disk of 0 bytes has no bits"));
  }

  private static String refused(String name, long size, int granularityBits) {
    return assertThrows(
            IllegalArgumentException.class,
            () -> BitmapLimits.requireStorable(name, size, granularityBits, 16))
        .getMessage();
  }
}

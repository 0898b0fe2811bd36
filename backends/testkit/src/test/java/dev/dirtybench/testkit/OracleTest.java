package dev.dirtybench.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Judges the judge by examples worked out by hand or observed from QEMU. */
class OracleTest {
  private static Oracle oracle(long size, int granularityBits) {
    return new Oracle(size, new Granularity(granularityBits));
  }

  private static String bits(Oracle oracle) {
    StringBuilder text = new StringBuilder();
    for (long offset = 0; offset < oracle.size(); offset += oracle.granularity().bytes()) {
      text.append(oracle.isDirty(offset) ? '1' : '0');
    }
    return text.toString();
  }

  @Test
  void theWorkedExampleHolds() {
    Oracle oracle = oracle(16, 1);
    oracle.setDirty(0, 9);
    assertEquals("11111000", bits(oracle));
    oracle.clearDirty(0, 4);
    assertEquals("00111000", bits(oracle));
    oracle.setDirty(9, 2);
    assertEquals("00111100", bits(oracle));
    assertEquals(4, oracle.dirtyBitCount());
    oracle.setDirty(3, 0);
    oracle.clearDirty(7, 0);
    assertEquals("00111100", bits(oracle));
    oracle.clearAll();
    assertEquals("00000000", bits(oracle));
  }

  @Test
  void longRangesFillWholeWordsAndTheirEdges() {
    for (int first = 0; first < 70; first++) {
      for (int end = first; end <= 260; end++) {
        Oracle oracle = oracle(260, 0);
        oracle.setDirty(first, end - first);
        assertEquals(
            "0".repeat(first) + "1".repeat(end - first) + "0".repeat(260 - end), bits(oracle));
        oracle.setDirty(0, 260);
        oracle.clearDirty(first, end - first);
        assertEquals(
            "1".repeat(first) + "0".repeat(end - first) + "1".repeat(260 - end), bits(oracle));
      }
    }
  }

  @Test
  void searchesLookAtTheirRangeOnly() {
    Oracle oracle = oracle(1000, 3);
    oracle.setDirty(100, 1);
    assertEquals(96, oracle.nextDirty(0, 1000));
    assertEquals(99, oracle.nextDirty(99, 1000));
    assertEquals(Bitmap.NONE, oracle.nextDirty(0, 96));
    assertEquals(96, oracle.nextDirty(0, 97));
    assertEquals(Bitmap.NONE, oracle.nextDirty(104, Long.MAX_VALUE));
    assertEquals(104, oracle.nextClean(97, 1000));
    assertEquals(Bitmap.NONE, oracle.nextClean(97, 104));
    assertEquals(5, oracle.nextClean(5, 6));
    assertEquals(Bitmap.NONE, oracle.nextClean(1000, 2000));
    oracle.setDirty(0, 1000);
    assertEquals(Bitmap.NONE, oracle.nextClean(0, Long.MAX_VALUE));
  }

  @Test
  void extentsAreMaximalAndEndWithTheDisk() {
    Oracle oracle = oracle((1 << 20) + 100, 16);
    oracle.setDirty(65536, 65537);
    oracle.setDirty(1 << 20, 1);
    List<Extent> extents = new ArrayList<>();
    oracle.forEachExtent((offset, length) -> extents.add(new Extent(offset, length)));
    assertEquals(List.of(new Extent(65536, 131072), new Extent(1 << 20, 100)), extents);
  }

  @Test
  void mergesRoundOutward() {
    Oracle coarse = oracle(1 << 20, 16);
    Oracle fine = oracle(1 << 20, 9);
    fine.setDirty(65535, 2);
    coarse.merge(fine);
    assertEquals("1100000000000000", bits(coarse));
    fine.merge(coarse);
    assertEquals(256, fine.dirtyBitCount());
    Oracle other = oracle(1 << 20, 16);
    other.setDirty((1 << 20) - 1, 1);
    coarse.merge(other);
    assertEquals("1100000000000001", bits(coarse));
    assertThrows(IllegalArgumentException.class, () -> coarse.merge(oracle(1, 16)));
  }

  @Test
  void truncatingDropsWhatIsPastTheEnd() {
    Oracle oracle = oracle(200, 0);
    oracle.setDirty(0, 200);
    oracle.truncate(70);
    assertEquals(70, oracle.dirtyBitCount());
    oracle.truncate(200);
    assertEquals("1".repeat(70) + "0".repeat(130), bits(oracle));
    oracle.truncate(0);
    assertEquals(0, oracle.words().length);
    assertEquals(0, oracle.bitCount());

    Oracle partial = oracle(8192, 12);
    partial.setDirty(8191, 1);
    partial.truncate(4097);
    assertTrue(partial.isDirty(4096));
    partial.truncate(4096);
    assertFalse(partial.isDirty(0));
    assertEquals(0, partial.dirtyBitCount());
  }

  @Test
  void refusesWhatTheContractRefuses() {
    Oracle oracle = oracle(10_000, 12);
    assertThrows(IndexOutOfBoundsException.class, () -> oracle.setDirty(1, Long.MAX_VALUE));
    assertThrows(IndexOutOfBoundsException.class, () -> oracle.setDirty(10_000, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> oracle.isDirty(10_000));
    assertThrows(IllegalArgumentException.class, () -> oracle.clearDirty(1, 4095));
    assertThrows(IllegalArgumentException.class, () -> oracle.clearDirty(0, 4095));
    assertThrows(IllegalArgumentException.class, () -> oracle.truncate(-1));
    assertThrows(IllegalArgumentException.class, () -> oracle(-1, 0));
    assertThrows(IllegalArgumentException.class, () -> oracle(Long.MAX_VALUE, 0));
    oracle.clearDirty(8192, 10_000 - 8192);
  }

  @Test
  void theFormHasTheLowestBitFirst() {
    Oracle oracle = oracle(65, 0);
    oracle.setDirty(0, 1);
    oracle.setDirty(9, 1);
    oracle.setDirty(63, 2);
    byte[] expected = new byte[16];
    expected[0] = 1;
    expected[1] = 2;
    expected[7] = (byte) 0x80;
    expected[8] = 1;
    assertArrayEquals(expected, oracle.toBytes());
    assertArrayEquals(new long[] {0x8000_0000_0000_0201L, 1}, oracle.words());
  }

  /** Digests of a bitmap's data that QEMU 7.2 reported for the same marks. */
  @Test
  void theFormHasTheDigestThatQemuReports() {
    Oracle marked = oracle(16 << 20, 16);
    marked.setDirty(1 << 20, 65536);
    marked.setDirty(5 << 20, 100 << 10);
    assertEquals(
        "59a293f285146da03bf8481266df259950dbdf587ef978888f9e57b8e51acbb8", digest(marked));
    assertEquals(
        "076a27c79e5ace2a3d47f9dd2e83e4ff6ea8872b3c2218f66c92b89b55f36560",
        digest(oracle(16 << 20, 12)));
    Oracle small = oracle(1 << 20, 16);
    small.setDirty(65536, 1);
    assertEquals("d86e8112f3c4c4442126f8e9f44f16867da487f29052bf91b810457db34209a4", digest(small));
  }

  private static String digest(Oracle oracle) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(oracle.toBytes()));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}

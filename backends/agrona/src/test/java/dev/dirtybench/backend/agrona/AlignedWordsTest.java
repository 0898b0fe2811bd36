package dev.dirtybench.backend.agrona;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.agrona.BufferUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlignedWordsTest {
  private static BufferPoolMXBean direct() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 8, 9, 64, 1000, 4097, 1_000_000})
  void everyBlockStartsOnACacheLineAndIsZero(int count) {
    for (int i = 0; i < 20; i++) {
      AlignedWords words = new AlignedWords(count);
      assertEquals(0, words.address() % 64, "address of " + count + " words");
      for (int word = 0; word < count; word += Math.max(1, count / 100)) {
        assertEquals(0, words.get(word));
      }
      words.free();
    }
  }

  @Test
  void wordsOutsideTheBlockAreRefused() {
    AlignedWords words = new AlignedWords(3);
    long[] array = new long[100];
    assertThrows(IndexOutOfBoundsException.class, () -> words.get(3));
    assertThrows(IndexOutOfBoundsException.class, () -> words.get(-1));
    assertThrows(IndexOutOfBoundsException.class, () -> words.put(3, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> words.fill(2, 2, (byte) 1));
    assertThrows(IndexOutOfBoundsException.class, () -> words.copyTo(0, array, 0, 20));
    assertThrows(IndexOutOfBoundsException.class, () -> words.copyFrom(2, array, 0, 2));
    words.free();
  }

  @Test
  void freeingGivesTheMemoryBackAtOnce() {
    BufferPoolMXBean pool = direct();
    long before = pool.getMemoryUsed();
    AlignedWords words = new AlignedWords(1 << 17);
    assertEquals((1 << 20) + 64, words.reservedBytes());
    assertTrue(pool.getMemoryUsed() >= before + (1 << 20), "used " + pool.getMemoryUsed());
    words.free();
    assertEquals(before, pool.getMemoryUsed());
  }

  @Test
  void aBitmapAccountsForAllItsDirectMemory() {
    BufferPoolMXBean pool = direct();
    long before = pool.getMemoryUsed();
    Bitmap bitmap = new AgronaProvider().create(1L << 40, Granularity.DEFAULT);
    assertEquals(pool.getMemoryUsed() - before, bitmap.offHeapBytes());
    bitmap.truncate(1L << 41);
    assertEquals(pool.getMemoryUsed() - before, bitmap.offHeapBytes());
    bitmap.truncate(3);
    assertEquals(pool.getMemoryUsed() - before, bitmap.offHeapBytes());
    bitmap.close();
    assertEquals(before, pool.getMemoryUsed());
  }

  /** Why the block itself is kept and freed: Agrona's aligned buffer is a slice, which stays. */
  @Test
  void anAlignedSliceOfAgronaCannotBeFreed() {
    ByteBuffer slice = BufferUtil.allocateDirectAligned(64, 64);
    assertThrows(IllegalArgumentException.class, () -> BufferUtil.free(slice));
  }
}

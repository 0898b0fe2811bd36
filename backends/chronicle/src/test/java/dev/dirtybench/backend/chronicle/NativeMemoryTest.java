package dev.dirtybench.backend.chronicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import net.openhft.chronicle.core.OS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeMemoryTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 7, 8, 9, 64, 1000, 4097, 1_000_000})
  void wordsStartOnACacheLineAndAreZero(long count) {
    for (int i = 0; i < 20; i++) {
      StoreWords words = StoreWords.allocate(count);
      assertEquals(0, words.address(0) % 64, "address of " + count + " words");
      for (long word = 0; word < count; word += Math.max(1, count / 100)) {
        assertEquals(0, words.get(word));
      }
      words.put(count - 1, -1);
      words.free();
    }
  }

  @Test
  void aBitmapAccountsForAllItsNativeMemoryAndFreesItAtOnce() {
    StoreWords.allocate(1).free();
    long before = OS.memory().nativeMemoryUsed();
    Bitmap bitmap = new ChronicleProvider().create(1L << 40, Granularity.DEFAULT);
    assertTrue(bitmap.offHeapBytes() > 1 << 21, "bytes " + bitmap.offHeapBytes());
    assertEquals(OS.memory().nativeMemoryUsed() - before, bitmap.offHeapBytes());
    bitmap.truncate(1L << 41);
    assertEquals(OS.memory().nativeMemoryUsed() - before, bitmap.offHeapBytes());
    bitmap.truncate(3);
    assertEquals(OS.memory().nativeMemoryUsed() - before, bitmap.offHeapBytes());
    bitmap.close();
    assertEquals(before, OS.memory().nativeMemoryUsed());
  }

  @Test
  void aMappedBitmapUnmapsAtOnce() {
    StoreWords.allocate(1).free();
    long mappedBefore = OS.memoryMapped();
    long nativeBefore = OS.memory().nativeMemoryUsed();
    Bitmap bitmap = new ChronicleMappedProvider().create(1L << 40, Granularity.DEFAULT);
    for (long size : new long[] {1L << 41, 5L << 16, 1L << 39}) {
      bitmap.truncate(size);
      long held = OS.memoryMapped() - mappedBefore + OS.memory().nativeMemoryUsed() - nativeBefore;
      assertEquals(held, bitmap.offHeapBytes());
    }
    bitmap.close();
    assertEquals(mappedBefore, OS.memoryMapped());
    assertEquals(nativeBefore, OS.memory().nativeMemoryUsed());
  }
}

package dev.dirtybench.backend.agrona;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class AgronaLimitsTest {
  private static final Granularity BYTE = new Granularity(0);

  @Test
  void theLimitIsWhatAnIntIndexOfBytesReaches() {
    long most = new AgronaProvider().maxBits();
    assertTrue(most <= 1L << 34 && most > (1L << 34) - 1024, "limit " + most);
    assertTrue(most / 8 + AlignedWords.ALIGNMENT <= Integer.MAX_VALUE, "limit " + most);
  }

  @Test
  void bitsPastTwoToThe31AreKeptApart() {
    long bits = (1L << 31) + 70;
    try (Bitmap bitmap = new AgronaProvider().create(bits, BYTE)) {
      bitmap.setDirty(0, 1);
      bitmap.setDirty((1L << 31) - 1, 2);
      bitmap.setDirty(bits - 1, 1);
      assertEquals(4, bitmap.dirtyBitCount());
      assertEquals((1L << 31) - 1, bitmap.nextDirty(1, bits));
      assertEquals((1L << 31) + 1, bitmap.nextClean((1L << 31) - 1, bits));
      assertEquals(bits - 1, bitmap.nextDirty((1L << 31) + 1, bits));
      bitmap.setDirty(100, bits - 120);
      assertEquals(bits - 118, bitmap.dirtyBitCount());
      assertEquals(bits - 20, bitmap.nextClean(100, bits));
      bitmap.clearAll();
      assertTrue(bitmap.isEmpty());
    }
  }

  /** The JVM's limit of direct memory, which the bitmap's memory counts against. */
  private static long directMemoryLimit() {
    String limit =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .getVMOption("MaxDirectMemorySize")
            .getValue();
    return limit.equals("0") ? Runtime.getRuntime().maxMemory() : Long.parseLong(limit);
  }

  @Test
  void aBitmapThatCannotGrowForLackOfMemoryStaysAsItWas() {
    long tooMany = directMemoryLimit() * 8 + 1;
    assumeTrue(tooMany <= AgronaBitmap.MAX_BITS, "direct memory reaches the backend's limit");
    try (Bitmap bitmap = new AgronaProvider().create(1000, BYTE)) {
      bitmap.setDirty(10, 500);
      long held = bitmap.offHeapBytes();
      assertThrows(OutOfMemoryError.class, () -> bitmap.truncate(tooMany));
      assertEquals(1000, bitmap.size());
      assertEquals(500, bitmap.dirtyBitCount());
      assertEquals(510, bitmap.nextClean(10, 1000));
      assertEquals(held, bitmap.offHeapBytes());
      bitmap.truncate(100_000);
      assertEquals(500, bitmap.dirtyBitCount());
    }
  }
}

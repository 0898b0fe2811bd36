package dev.dirtybench.backend.roaring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.spi.NativeFormat;
import java.nio.ByteBuffer;
import java.util.Random;

/** Bitmaps of one byte a bit, and their native forms. */
final class Forms {
  /** More than one bucket of 2^32. */
  static final long WIDE = (5L << 32) + 77;

  /** Sixteen containers of 2^16. */
  static final long NARROW = 1L << 20;

  private static final String SEED_PROPERTY = "dirtybench.seed";

  private Forms() {}

  static long seed() {
    return Long.getLong(SEED_PROPERTY, 20_190_311L);
  }

  static String replay(String what) {
    return what + ", repeat with -D" + SEED_PROPERTY + "=" + seed();
  }

  static Bitmap bitmap(long bits) {
    return new RoaringProvider().create(bits, new Granularity(0));
  }

  /** A bitmap with containers of every kind in its first and last million bits. */
  static Bitmap mixed(long bits, long seed) {
    Bitmap bitmap = bitmap(bits);
    Random random = new Random(seed);
    for (long base : new long[] {0, bits - Math.min(bits, NARROW)}) {
      for (int i = 0; i < 100; i++) {
        bitmap.setDirty(base + random.nextInt(1 << 18), 1);
      }
      for (int i = 0; i < 8000; i++) {
        bitmap.setDirty(base + (6 << 16) + random.nextInt(1 << 16), 1);
      }
      bitmap.setDirty(base + (9 << 16) - 5, 70_000);
      bitmap.setDirty(base + (12 << 16), 40);
      bitmap.setDirty(base + (12 << 16) + 100, 40);
    }
    return bitmap;
  }

  static byte[] write(Bitmap bitmap) {
    NativeFormat form = (NativeFormat) bitmap;
    ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(form.nativeBytes()));
    form.writeNative(buffer);
    assertEquals(0, buffer.remaining(), "bytes that the native form left");
    return buffer.array();
  }

  static void read(Bitmap bitmap, byte[] form) {
    ((NativeFormat) bitmap).readNative(ByteBuffer.wrap(form));
  }
}

package dev.dirtybench.backend.roaring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.ExtentCursor;
import dev.dirtybench.spi.NativeFormat;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are no native form are refused, and the content stays. */
class HostileNativeFormTest {
  private static final int MUTATIONS = 10_000;

  private static void refuses(Bitmap bitmap, byte[] form, String what) {
    byte[] before = Forms.write(bitmap);
    ByteBuffer source = ByteBuffer.wrap(form);
    assertThrows(
        IllegalArgumentException.class, () -> ((NativeFormat) bitmap).readNative(source), what);
    assertEquals(0, source.position(), what);
    assertArrayEquals(before, Forms.write(bitmap), what);
  }

  @ParameterizedTest
  @ValueSource(longs = {Forms.NARROW, Forms.WIDE})
  void mutatedFormsAreRefusedOrReadAsWhatTheySay(long bits) {
    Random random = new Random(Forms.seed());
    int accepted = 0;
    try (Bitmap source = Forms.mixed(bits, 1);
        Bitmap compacted = Forms.mixed(bits, 1);
        Bitmap target = Forms.mixed(bits, 2)) {
      compacted.compact();
      List<byte[]> forms = List.of(Forms.write(source), Forms.write(compacted));
      byte[] before = Forms.write(target);
      for (int i = 0; i < MUTATIONS; i++) {
        byte[] form = mutated(forms.get(i % 2), random);
        ByteBuffer buffer = ByteBuffer.wrap(form);
        try {
          ((NativeFormat) target).readNative(buffer);
          accepted++;
          checkWhole(target, Forms.replay("mutation " + i));
          Forms.read(target, before);
        } catch (IllegalArgumentException e) {
          assertEquals(0, buffer.position(), Forms.replay("mutation " + i));
          assertTrue(
              Arrays.equals(before, Forms.write(target)), Forms.replay("content after " + i));
        }
      }
    }
    assertTrue(accepted < MUTATIONS / 2, Forms.replay(accepted + " mutations were accepted"));
  }

  /** The bytes with some of them changed, more often the first ones, or cut off, or moved. */
  private static byte[] mutated(byte[] form, Random random) {
    byte[] bytes = form.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(random.nextBoolean() ? Math.min(bytes.length, 160) : bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0 : -1);
        case 3 -> bytes[at]++;
        case 4 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 8), (byte) -1);
        default -> System.arraycopy(bytes, at / 2, bytes, at, Math.min(20, bytes.length - at));
      }
    }
    return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }

  /** Whatever was accepted is a bitmap in which every way of reading agrees. */
  private static void checkWhole(Bitmap bitmap, String what) {
    long sum = 0;
    long end = 0;
    ExtentCursor cursor = new ExtentCursor();
    while (bitmap.nextExtent(cursor)) {
      sum += cursor.length();
      end = cursor.offset() + cursor.length();
    }
    assertEquals(bitmap.dirtyBitCount(), sum, what);
    assertTrue(end <= bitmap.bitCount(), what);
    byte[] form = Forms.write(bitmap);
    Forms.read(bitmap, form);
    assertArrayEquals(form, Forms.write(bitmap), what);
  }

  @ParameterizedTest
  @ValueSource(longs = {Forms.NARROW, Forms.WIDE})
  void randomBytesAreRefused(long bits) {
    Random random = new Random(Forms.seed());
    try (Bitmap bitmap = Forms.mixed(bits, 1)) {
      for (int i = 0; i < 1000; i++) {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        refuses(bitmap, bytes, Forms.replay("bytes " + i));
      }
    }
  }

  @Test
  void aBitPastTheEndIsRefused() {
    long[] sizes = {1, 63, 65536, 65537, (1L << 32) - 1, (1L << 32) + 1, (3L << 32) + 5};
    for (long bits : sizes) {
      try (Bitmap bitmap = Forms.bitmap(bits);
          Bitmap larger = Forms.bitmap(bits + 1)) {
        bitmap.setDirty(0, 1);
        larger.setDirty(bits, 1);
        refuses(bitmap, Forms.write(larger), "a bit at " + bits + " of " + bits);
      }
    }
  }

  @Test
  void theFormOfTheOtherSideOfTwoToThe32IsRefused() {
    try (Bitmap narrow = Forms.mixed(1L << 32, 1);
        Bitmap wide = Forms.mixed((1L << 32) + 1, 1)) {
      refuses(narrow, Forms.write(wide), "a wide form");
      refuses(wide, Forms.write(narrow), "a narrow form");
    }
  }

  private static byte[] form(int... chars) {
    ByteBuffer form = ByteBuffer.allocate(2 * chars.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : chars) {
      form.putChar((char) value);
    }
    return form.array();
  }

  @Test
  void formsThatContradictThemselvesAreRefused() {
    try (Bitmap bitmap = Forms.mixed(Forms.NARROW, 1)) {
      byte[] array = form(12346, 0, 1, 0, 3, 2, 16, 0, 5, 6, 9);
      try (Bitmap taken = Forms.bitmap(Forms.NARROW)) {
        Forms.read(taken, array);
        assertEquals(3, taken.dirtyBitCount());
        assertTrue(taken.isDirty((3 << 16) + 9));
      }
      refuses(bitmap, form(12346, 0, 1, 0, 3, 2, 16, 0, 5, 5, 9), "a value twice");
      refuses(bitmap, form(12346, 0, 1, 0, 3, 2, 16, 0, 6, 5, 9), "values out of order");
      refuses(bitmap, form(12346, 0, 1, 0, 3, 2, 18, 0, 5, 6, 9), "another offset");
      refuses(bitmap, form(12346, 0, 1, 0, 3, 3, 16, 0, 5, 6, 9), "a value missing");
      refuses(bitmap, form(12346, 0, 1, 0, 16, 2, 16, 0, 5, 6, 9), "a key past the end");
      refuses(bitmap, form(12345, 0, 1, 0, 3, 2, 16, 0, 5, 6, 9), "another cookie");
      refuses(bitmap, form(12346, 1, 1, 0, 3, 2, 16, 0, 5, 6, 9), "a cookie of 4 bytes");
      int[] twoKeys = {12346, 0, 2, 0, 3, 0, 3, 0, 24, 0, 26, 0, 1, 2};
      refuses(bitmap, form(twoKeys), "a key twice");
    }
  }

  /** A form of one container of runs: cookie, flags in one byte, key, cardinality, runs. */
  private static byte[] runs(int flags, int cardinality, int... runs) {
    ByteBuffer form = ByteBuffer.allocate(11 + 2 * runs.length).order(ByteOrder.LITTLE_ENDIAN);
    form.putInt(12347).put((byte) flags).putChar((char) 3).putChar((char) (cardinality - 1));
    form.putChar((char) (runs.length / 2));
    for (int value : runs) {
      form.putChar((char) value);
    }
    return form.array();
  }

  @Test
  void runsThatContradictThemselvesAreRefused() {
    try (Bitmap bitmap = Forms.mixed(Forms.NARROW, 1)) {
      try (Bitmap taken = Forms.bitmap(Forms.NARROW)) {
        Forms.read(taken, runs(1, 7, 10, 4, 20, 1));
        assertEquals(7, taken.dirtyBitCount());
        Forms.read(taken, runs(1, 65536, 0, 65535));
        assertEquals(65536, taken.dirtyBitCount());
      }
      refuses(bitmap, runs(1, 8, 10, 4, 20, 1), "more values than its runs have");
      refuses(bitmap, runs(1, 7, 20, 1, 10, 4), "runs out of order");
      refuses(bitmap, runs(1, 7, 10, 4, 15, 1), "runs without a gap");
      refuses(bitmap, runs(1, 7, 10, 4, 12, 1), "runs that overlap");
      refuses(bitmap, runs(1, 6, 65530, 4, 65535, 1), "a run past the container's end");
      refuses(bitmap, runs(1, 1), "no runs");
      refuses(bitmap, runs(3, 7, 10, 4, 20, 1), "a run flag of no container");
      refuses(bitmap, Arrays.copyOf(runs(1, 7, 10, 4, 20, 1), 18), "half a run");
    }
  }

  @Test
  void whatClaimsToBeHugeIsRefusedBeforeMemoryIsTaken() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    byte[] manyRuns = form(12347, 65535, 0, 0, 0, 0);
    byte[] manyArrays = form(12346, 0, 0, 1, 0, 0, 0, 0);
    byte[] negative = form(12346, 0, 0xFFFF, 0xFFFF, 0, 0);
    byte[] manyBuckets = form(0, 0, 0, 0x7000, 0, 0, 0, 0);
    try (Bitmap narrow = Forms.bitmap(1L << 32);
        Bitmap wide = Forms.bitmap(1L << 62)) {
      for (int round = 0; round < 2; round++) {
        long before = threads.getThreadAllocatedBytes(thread);
        refuses(narrow, manyRuns, "65,536 containers of runs in 12 bytes");
        refuses(narrow, manyArrays, "65,536 containers in 16 bytes");
        refuses(narrow, negative, "2^32 - 1 containers in 12 bytes");
        refuses(wide, manyBuckets, "2^62 buckets in 16 bytes");
        long taken = threads.getThreadAllocatedBytes(thread) - before;
        assertTrue(round == 0 || taken < 1 << 17, "refusals took " + taken + " bytes");
      }
    }
  }
}

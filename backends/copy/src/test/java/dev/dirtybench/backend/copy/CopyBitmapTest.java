package dev.dirtybench.backend.copy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Capability;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.spi.NativeFormat;
import dev.dirtybench.spi.WordCursor;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CopyBitmapTest {
  private static final long DISK = 1000L * 64 * 65536;
  private static final int BYTES = 8000;

  private final BitmapProvider provider = Backends.load().require("copy");
  private final Bitmap bitmap = provider.create(DISK, Granularity.DEFAULT);

  @Test
  void saysThatItKeepsNothingButCopies() {
    assertTrue(provider.capabilities().contains(Capability.KEEPS_NOTHING));
    assertTrue(provider.capabilities().contains(Capability.COPIES_WORDS));
    assertTrue(provider.capabilities().contains(Capability.REFERENCE));
  }

  @Test
  void isCleanWhateverIsMarked() {
    bitmap.setDirty(0, DISK);
    assertTrue(bitmap.isEmpty());
    assertEquals(0, bitmap.dirtyBitCount());
    assertEquals(Bitmap.NONE, bitmap.nextDirty(0, DISK));
    assertEquals(0, bitmap.nextClean(0, DISK));
    assertFalse(bitmap.isDirty(0));
  }

  @Test
  void handsOnEveryByteThatItLoadsSerialisesAndMerges() {
    long seed = new Random().nextLong();
    byte[] bytes = new byte[BYTES];
    new Random(seed).nextBytes(bytes);
    bitmap.deserialize(ByteBuffer.wrap(bytes));
    Bitmap other = provider.create(DISK, Granularity.DEFAULT);
    other.merge(bitmap);
    ByteBuffer direct = ByteBuffer.allocateDirect(BYTES);
    other.serialize(direct);
    byte[] found = new byte[BYTES];
    direct.flip().get(found);
    assertArrayEquals(bytes, found, "seed " + seed);
    assertEquals(BYTES, moved(bitmap));
    assertEquals(2 * BYTES, moved(other));
  }

  @Test
  void copiesAllWordsThroughTheCursorAndFindsNone() {
    for (int capacity : new int[] {1, 512, 999, 1000, 4000}) {
      long before = moved(bitmap);
      assertFalse(bitmap.nextWords(new WordCursor(capacity)));
      assertEquals(BYTES, moved(bitmap) - before);
    }
    assertFalse(bitmap.nextWords(new WordCursor(8).reset(990)));
    assertEquals(5 * BYTES + 80, moved(bitmap));
  }

  @Test
  void countsTheRangesThatItIsToldAsABackendThatKeepsNothingDoes() {
    bitmap.setDirty(65536, 2 * 65536);
    bitmap.clearDirty(0, 65536);
    ByteBuffer account = account(bitmap);
    assertEquals(2, account.getLong(0));
    assertEquals((1 ^ 2L << 32) + (1L << 32), account.getLong(8));
    assertEquals(0, account.getLong(16));
  }

  @Test
  void takesItsAccountBack() {
    bitmap.serialize(ByteBuffer.allocate(BYTES));
    Bitmap other = provider.create(DISK, Granularity.DEFAULT);
    ((NativeFormat) other).readNative(account(bitmap));
    assertEquals(BYTES, moved(other));
    assertThrows(
        IllegalArgumentException.class,
        () -> ((NativeFormat) bitmap).writeNative(ByteBuffer.allocate(23)));
  }

  @Test
  void changesItsSize() {
    bitmap.truncate(DISK / 2);
    bitmap.serialize(ByteBuffer.allocate(BYTES / 2));
    assertEquals(BYTES / 2, moved(bitmap));
    bitmap.close();
    assertThrows(IllegalStateException.class, bitmap::clearAll);
  }

  private static long moved(Bitmap bitmap) {
    return account(bitmap).getLong(16);
  }

  private static ByteBuffer account(Bitmap bitmap) {
    ByteBuffer form = ByteBuffer.allocate(24);
    ((NativeFormat) bitmap).writeNative(form);
    return form.flip();
  }
}

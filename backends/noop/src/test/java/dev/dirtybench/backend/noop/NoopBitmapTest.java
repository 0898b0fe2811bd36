package dev.dirtybench.backend.noop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Capability;
import dev.dirtybench.spi.ExtentCursor;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.spi.NativeFormat;
import dev.dirtybench.spi.WordCursor;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoopBitmapTest {
  private static final long DISK = 1L << 30;

  private final BitmapProvider provider = Backends.load().require("noop");
  private final Bitmap bitmap = provider.create(DISK, Granularity.DEFAULT);

  @Test
  void saysThatItKeepsNothing() {
    assertTrue(provider.capabilities().contains(Capability.KEEPS_NOTHING));
    assertTrue(provider.capabilities().contains(Capability.REFERENCE));
    assertTrue(provider.description().contains("keeps nothing"));
  }

  @Test
  void isCleanWhateverIsMarked() {
    bitmap.setDirty(0, DISK);
    bitmap.merge(bitmap(1, 65536));
    bitmap.deserialize(ByteBuffer.allocate((int) bitmap.serializedBytes()));
    assertTrue(bitmap.isEmpty());
    assertEquals(0, bitmap.dirtyBitCount());
    assertFalse(bitmap.isDirty(0));
    assertEquals(Bitmap.NONE, bitmap.nextDirty(0, DISK));
    assertEquals(0, bitmap.nextClean(0, DISK));
    assertFalse(bitmap.nextExtent(new ExtentCursor()));
    assertFalse(bitmap.nextWords(new WordCursor(8)));
  }

  @Test
  void countsEveryRangeThatItIsTold() {
    bitmap.setDirty(0, 4096);
    bitmap.setDirty(1 << 20, 4096);
    bitmap.clearDirty(0, 65536);
    assertEquals(3, account(bitmap).get(0));
    bitmap.clearAll();
    assertEquals(3, account(bitmap).get(0), "only its own form resets it");
  }

  @Test
  void dependsOnOffsetAndLengthOfEveryRange() {
    List<Long> one = account(bitmap(1 << 20, 65536));
    assertEquals(one, account(bitmap(1 << 20, 65536)));
    assertNotEquals(one, account(bitmap(2 << 20, 65536)));
    assertNotEquals(one, account(bitmap(1 << 20, 131072)));
  }

  @Test
  void stillChecksTheRange() {
    assertThrows(IndexOutOfBoundsException.class, () -> bitmap.setDirty(DISK - 1, 2));
    assertThrows(IllegalArgumentException.class, () -> bitmap.clearDirty(1, 65536));
    bitmap.close();
    assertThrows(IllegalStateException.class, () -> bitmap.setDirty(0, 1));
  }

  @Test
  void movesPastWhatItDoesNotSerialise() {
    ByteBuffer buffer = ByteBuffer.allocate((int) bitmap.serializedBytes());
    bitmap.serialize(buffer);
    assertEquals(0, buffer.remaining());
  }

  @Test
  void takesItsAccountBack() {
    Bitmap other = bitmap(1 << 20, 65536);
    ByteBuffer form = ByteBuffer.allocate(16);
    ((NativeFormat) other).writeNative(form);
    ((NativeFormat) bitmap).readNative(form.flip());
    assertEquals(account(other), account(bitmap));
    assertThrows(
        IllegalArgumentException.class,
        () -> ((NativeFormat) bitmap).writeNative(ByteBuffer.allocate(15)));
  }

  private Bitmap bitmap(long offset, long length) {
    Bitmap marked = provider.create(DISK, Granularity.DEFAULT);
    marked.setDirty(offset, length);
    return marked;
  }

  private static List<Long> account(Bitmap bitmap) {
    ByteBuffer form = ByteBuffer.allocate(16);
    ((NativeFormat) bitmap).writeNative(form);
    form.flip();
    return List.of(form.getLong(), form.getLong());
  }
}

package dev.dirtybench.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is refused, and that a refusal changes nothing. */
interface RefusalContract extends ContractPart {
  /** The disk of {@link #refuses}: 100 granules and a tail. */
  long SIZE = (100L << 12) + 5;

  private void refuses(Class<? extends Exception> type, List<Consumer<Bitmap>> attempts) {
    try (JudgedBitmap judged = judged(SIZE, 12)) {
      judged.set(0, 4096).set(70 << 12, 8192).set(100 << 12, 5);
      for (int i = 0; i < attempts.size(); i++) {
        Consumer<Bitmap> attempt = attempts.get(i);
        assertThrows(type, () -> attempt.accept(judged.bitmap()), "attempt " + i);
        judged.check();
      }
    }
  }

  @Test
  default void marksOutsideTheDiskAreRefused() {
    refuses(
        IndexOutOfBoundsException.class,
        List.of(
            bitmap -> bitmap.setDirty(-1, 1),
            bitmap -> bitmap.setDirty(0, -1),
            bitmap -> bitmap.setDirty(SIZE, 1),
            bitmap -> bitmap.setDirty(SIZE - 1, 2),
            bitmap -> bitmap.setDirty(0, SIZE + 1),
            bitmap -> bitmap.setDirty(SIZE + 1, 0),
            bitmap -> bitmap.setDirty(1, Long.MAX_VALUE),
            bitmap -> bitmap.setDirty(Long.MAX_VALUE, Long.MAX_VALUE),
            bitmap -> bitmap.setDirty(Long.MAX_VALUE, 1),
            bitmap -> bitmap.setDirty(Long.MIN_VALUE, Long.MIN_VALUE)));
  }

  @Test
  default void clearsOutsideTheDiskAreRefused() {
    refuses(
        IndexOutOfBoundsException.class,
        List.of(
            bitmap -> bitmap.clearDirty(-4096, 4096),
            bitmap -> bitmap.clearDirty(0, -4096),
            bitmap -> bitmap.clearDirty(100 << 12, 4096),
            bitmap -> bitmap.clearDirty(4096, Long.MAX_VALUE),
            bitmap -> bitmap.clearDirty(Long.MAX_VALUE - 4095, 8192)));
  }

  @Test
  default void clearsThatWouldLoseDirtArePrevented() {
    refuses(
        IllegalArgumentException.class,
        List.of(
            bitmap -> bitmap.clearDirty(1, 4095),
            bitmap -> bitmap.clearDirty(0, 4095),
            bitmap -> bitmap.clearDirty(1, SIZE - 1),
            bitmap -> bitmap.clearDirty(0, SIZE - 1),
            bitmap -> bitmap.clearDirty((100 << 12) + 1, 4),
            bitmap -> bitmap.clearDirty(100 << 12, 4)));
  }

  @Test
  default void questionsOutsideTheDiskAreRefused() {
    refuses(
        IndexOutOfBoundsException.class,
        List.of(
            bitmap -> bitmap.isDirty(-1),
            bitmap -> bitmap.isDirty(SIZE),
            bitmap -> bitmap.isDirty(Long.MAX_VALUE),
            bitmap -> bitmap.nextDirty(-1, 5),
            bitmap -> bitmap.nextDirty(0, -1),
            bitmap -> bitmap.nextClean(-1, 5),
            bitmap -> bitmap.nextClean(0, -1),
            bitmap -> bitmap.statusLength(0, 0),
            bitmap -> bitmap.statusLength(-1, 1),
            bitmap -> bitmap.statusLength(SIZE, 1),
            bitmap -> bitmap.statusLength(0, SIZE + 1),
            bitmap -> bitmap.statusLength(1, Long.MAX_VALUE)));
  }

  @Test
  default void wordsOutsideTheBitmapAreRefused() {
    ByteBuffer buffer = ByteBuffer.allocate(1000);
    long[] words = new long[10];
    refuses(
        IndexOutOfBoundsException.class,
        List.of(
            bitmap -> bitmap.serialize(-1, 1, buffer),
            bitmap -> bitmap.serialize(0, -1, buffer),
            bitmap -> bitmap.serialize(1, 2, buffer),
            bitmap -> bitmap.serialize(1, Long.MAX_VALUE, buffer),
            bitmap -> bitmap.deserialize(-1, 1, buffer),
            bitmap -> bitmap.deserialize(0, 3, buffer),
            bitmap -> bitmap.deserialize(2, 1, buffer),
            bitmap -> bitmap.deserialize(1, Long.MAX_VALUE, buffer),
            bitmap -> bitmap.copyWords(-1, words, 0, 1),
            bitmap -> bitmap.copyWords(0, words, 0, 3),
            bitmap -> bitmap.copyWords(0, words, 9, 2),
            bitmap -> bitmap.copyWords(0, words, -1, 2),
            bitmap -> bitmap.copyWords(0, words, 0, -1)));
    assertEquals(0, buffer.position());
  }

  @Test
  default void aBufferWithTooLittleRoomIsRefused() {
    ByteBuffer small = ByteBuffer.allocate(40).position(10).limit(25);
    refuses(
        IllegalArgumentException.class,
        List.of(
            bitmap -> bitmap.serialize(small),
            bitmap -> bitmap.serialize(0, 2, small),
            bitmap -> bitmap.deserialize(small),
            bitmap -> bitmap.deserialize(0, 2, small)));
    assertEquals(10, small.position());
    assertEquals(25, small.limit());
    assertEquals(ByteBuffer.allocate(15), small, "content");
  }

  @Test
  default void mergingADiskOfAnotherSizeIsRefused() {
    for (BitmapProvider other : Strangers.of(backend())) {
      for (long size : new long[] {0, SIZE - 1, SIZE + 1, 2 * SIZE}) {
        try (JudgedBitmap source = new JudgedBitmap(other, size, new Granularity(12))) {
          source.set(0, size);
          refuses(IllegalArgumentException.class, List.of(bitmap -> bitmap.merge(source.bitmap())));
          source.check();
        }
      }
    }
  }

  @Test
  default void aSizeThatIsNegativeOrTooLargeIsRefused() {
    refuses(IllegalArgumentException.class, List.of(bitmap -> bitmap.truncate(-1)));
    assertThrows(IllegalArgumentException.class, () -> backend().create(-1, BYTE));
    assertThrows(NullPointerException.class, () -> backend().create(1, null));
    long most = backend().maxBits();
    assertTrue(most >= 1, "maxBits");
    if (most < Long.MAX_VALUE) {
      assertThrows(IllegalArgumentException.class, () -> backend().create(most + 1, BYTE));
      try (JudgedBitmap judged = judged(L2 + 1, BYTE)) {
        judged.set(5, L2 - 5);
        for (long size : new long[] {most + 1, Long.MAX_VALUE}) {
          assertThrows(
              IllegalArgumentException.class, () -> judged.bitmap().truncate(size), "size " + size);
          judged.check();
        }
      }
    }
  }

  @Test
  default void theErrorNamesTheBackendAndItsLimit() {
    long most = backend().maxBits();
    if (most < Long.MAX_VALUE) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> backend().create(most + 1, BYTE))
              .getMessage();
      assertTrue(message.contains(String.valueOf(most)), message);
    }
    assertFalse(backend().description().isBlank(), "description");
    assertFalse(backend().description().endsWith("."), "description ends with a full stop");
  }
}

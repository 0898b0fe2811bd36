package dev.dirtybench.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.ExtentCursor;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.spi.NativeFormat;
import dev.dirtybench.spi.WordCursor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Closing a bitmap: twice does nothing, any other use afterwards is an error. */
interface CloseContract extends ContractPart {
  /** What may still be asked of a closed bitmap, beside closing it again. */
  Set<String> ALLOWED =
      Set.of(
          "size",
          "granularity",
          "bitCount",
          "wordCount",
          "serializedBytes",
          "offHeapBytes",
          "isClosed",
          "close");

  @Test
  default void closingTwiceDoesNothing() {
    Bitmap bitmap = backend().create(L3, BYTE);
    bitmap.setDirty(0, L3);
    assertFalse(bitmap.isClosed());
    bitmap.close();
    assertTrue(bitmap.isClosed());
    bitmap.close();
    assertEquals(0, bitmap.offHeapBytes());
  }

  @Test
  default void aClosedBitmapHoldsNoMemory() {
    for (long size : new long[] {0, 1, L3}) {
      Bitmap bitmap = backend().create(size, BYTE);
      bitmap.setDirty(0, size);
      bitmap.truncate(2 * size);
      assertTrue(bitmap.offHeapBytes() >= 0);
      bitmap.close();
      assertEquals(0, bitmap.offHeapBytes());
    }
  }

  @Test
  default void everyUseAfterCloseIsAnError() throws IllegalAccessException {
    for (long size : new long[] {0, L3}) {
      try (Bitmap open = backend().create(size, BYTE)) {
        Bitmap closed = backend().create(size, BYTE);
        closed.setDirty(0, size);
        closed.close();
        refusesEveryMethod(closed, Bitmap.class, open);
        if (closed instanceof NativeFormat) {
          refusesEveryMethod(closed, NativeFormat.class, open);
        }
        assertThrows(IllegalStateException.class, () -> open.merge(closed));
        assertTrue(open.isEmpty());
        open.setDirty(0, size);
        assertEquals(size, open.dirtyBitCount());
      }
    }
  }

  private static void refusesEveryMethod(Bitmap closed, Class<?> type, Bitmap open)
      throws IllegalAccessException {
    for (Method method : type.getDeclaredMethods()) {
      boolean concerned =
          Modifier.isPublic(method.getModifiers())
              && !Modifier.isStatic(method.getModifiers())
              && !method.isSynthetic()
              && !ALLOWED.contains(method.getName());
      if (concerned) {
        Object[] arguments = new Object[method.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
          arguments[i] = argument(method.getParameterTypes()[i], open);
        }
        InvocationTargetException thrown =
            assertThrows(
                InvocationTargetException.class,
                () -> method.invoke(closed, arguments),
                () -> method.getName() + " after close");
        assertInstanceOf(
            IllegalStateException.class,
            thrown.getCause(),
            () -> method.getName() + " after close");
      }
    }
  }

  private static Object argument(Class<?> type, Bitmap open) {
    if (type == long.class) {
      return 0L;
    } else if (type == int.class) {
      return 0;
    } else if (type == long[].class) {
      return new long[1];
    } else if (type == ByteBuffer.class) {
      return ByteBuffer.allocate((int) L3);
    } else if (type == ExtentCursor.class) {
      return new ExtentCursor();
    } else if (type == WordCursor.class) {
      return new WordCursor(1);
    } else if (type == Bitmap.class) {
      return open;
    }
    throw new IllegalStateException("the contract knows no argument of " + type + ", add one");
  }

  @Test
  default void aCursorOfAClosedBitmapIsAnErrorToo() {
    Bitmap bitmap = backend().create(L3, BYTE);
    bitmap.setDirty(0, L3);
    ExtentCursor extents = new ExtentCursor().maxLength(5);
    WordCursor words = new WordCursor(2);
    assertTrue(bitmap.nextExtent(extents));
    assertTrue(bitmap.nextWords(words));
    bitmap.close();
    assertThrows(IllegalStateException.class, () -> bitmap.nextExtent(extents));
    assertThrows(IllegalStateException.class, () -> bitmap.nextWords(words));
  }

  @Test
  default void closingOneBitmapLeavesTheOthers() {
    try (JudgedBitmap left = judged(L3, new Granularity(9))) {
      left.set(0, L3 / 2);
      try (JudgedBitmap right = judged(L3, new Granularity(9))) {
        right.set(L3 / 2, L3 / 2);
        left.merge(right);
      }
      left.check();
    }
  }
}

package dev.dirtybench.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class CursorTest {
  @Test
  void anExtentCursorRefusesRangesAndLengthsBelowTheirLeast() {
    ExtentCursor cursor = new ExtentCursor();
    assertThrows(IndexOutOfBoundsException.class, () -> cursor.reset(-1, 5));
    assertThrows(IndexOutOfBoundsException.class, () -> cursor.reset(0, -1));
    assertThrows(IllegalArgumentException.class, () -> cursor.maxLength(0));
    assertThrows(IllegalArgumentException.class, () -> cursor.maxLength(-1));
    assertEquals(0, cursor.position());
    assertEquals(Long.MAX_VALUE, cursor.limit());
  }

  @Test
  void anExtentCursorCutsToItsLengthAndGoesOnBehindTheCut() {
    ExtentCursor cursor = new ExtentCursor().maxLength(10);
    cursor.accept(100, 125);
    assertEquals(100, cursor.offset());
    assertEquals(10, cursor.length());
    assertEquals(110, cursor.position());
    cursor.reset(7, 9);
    assertEquals(Bitmap.NONE, cursor.offset());
    assertEquals(0, cursor.length());
    cursor.accept(7, 9);
    assertEquals(2, cursor.length());
  }

  @Test
  void aWordCursorRefusesACapacityOfNothingAndANegativeWord() {
    assertThrows(IllegalArgumentException.class, () -> new WordCursor(0));
    assertThrows(IllegalArgumentException.class, () -> new WordCursor(-1));
    WordCursor cursor = new WordCursor(1);
    assertThrows(IndexOutOfBoundsException.class, () -> cursor.reset(-1));
    assertEquals(0, cursor.position());
  }

  @Test
  void aWordCursorGoesOnBehindWhatWasDelivered() {
    WordCursor cursor = new WordCursor(4);
    assertEquals(4, cursor.words().length);
    assertEquals(Bitmap.NONE, cursor.firstWord());
    cursor.accept(100, 3);
    assertEquals(100, cursor.firstWord());
    assertEquals(3, cursor.count());
    assertEquals(103, cursor.position());
    cursor.reset(5);
    assertEquals(Bitmap.NONE, cursor.firstWord());
    assertEquals(0, cursor.count());
    assertEquals(5, cursor.position());
  }
}

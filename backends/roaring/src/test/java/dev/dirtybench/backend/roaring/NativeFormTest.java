package dev.dirtybench.backend.roaring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.ExtentCursor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.longlong.Roaring64Bitmap;
import org.roaringbitmap.longlong.Roaring64NavigableMap;

/** The native form is Roaring's portable one, which the library's own classes read and write. */
class NativeFormTest {
  @ParameterizedTest
  @ValueSource(longs = {Forms.NARROW, 1L << 32, (1L << 32) + 1, Forms.WIDE})
  void aFormComesBackWithTheSameExtents(long bits) {
    try (Bitmap written = Forms.mixed(bits, 1);
        Bitmap read = Forms.bitmap(bits)) {
      read.setDirty(5, bits - 5 < 1 << 20 ? bits - 5 : 1 << 20);
      Forms.read(read, Forms.write(written));
      assertSameExtents(written, read);
      assertArrayEquals(Forms.write(written), Forms.write(read));
    }
  }

  private static void assertSameExtents(Bitmap expected, Bitmap actual) {
    assertEquals(expected.dirtyBitCount(), actual.dirtyBitCount());
    ExtentCursor left = new ExtentCursor();
    ExtentCursor right = new ExtentCursor();
    while (expected.nextExtent(left)) {
      assertTrue(actual.nextExtent(right));
      assertEquals(left.offset(), right.offset());
      assertEquals(left.length(), right.length());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 1L << 32, (1L << 32) + 1})
  void anEmptyBitmapHasAForm(long bits) {
    try (Bitmap empty = Forms.bitmap(bits);
        Bitmap read = Forms.bitmap(bits)) {
      read.setDirty(0, 1);
      Forms.read(read, Forms.write(empty));
      assertTrue(read.isEmpty());
    }
  }

  @Test
  void theLastBitComesBack() {
    for (long bits : new long[] {1, 65536, 65537, 1L << 32, (1L << 32) + 1, 2L << 32}) {
      try (Bitmap written = Forms.bitmap(bits);
          Bitmap read = Forms.bitmap(bits)) {
        written.setDirty(bits - 1, 1);
        Forms.read(read, Forms.write(written));
        assertTrue(read.isDirty(bits - 1));
        assertEquals(1, read.dirtyBitCount());
      }
    }
  }

  @Test
  void readingAdvancesPastTheFormOnly() {
    for (long bits : new long[] {Forms.NARROW, Forms.WIDE}) {
      try (Bitmap bitmap = Forms.mixed(bits, 2)) {
        byte[] form = Forms.write(bitmap);
        ByteBuffer direct = ByteBuffer.allocateDirect(form.length + 20).position(7);
        direct.put(form).putInt(-1).position(7);
        ((RoaringBackedBitmap) bitmap).readNative(direct);
        assertEquals(7 + form.length, direct.position());
        assertArrayEquals(form, Forms.write(bitmap));
      }
    }
  }

  @Test
  void theFormUpToTwoToThe32IsTheOneOfRoaringBitmap() throws IOException {
    try (Bitmap bitmap = Forms.mixed(1L << 32, 3);
        Bitmap read = Forms.bitmap(1L << 32)) {
      RoaringBitmap library = new RoaringBitmap();
      library.deserialize(ByteBuffer.wrap(Forms.write(bitmap)));
      assertEquals(bitmap.dirtyBitCount(), library.getLongCardinality());
      library.forEach((int value) -> assertTrue(bitmap.isDirty(Integer.toUnsignedLong(value))));

      library.runOptimize();
      ByteBuffer form = ByteBuffer.allocate(library.serializedSizeInBytes());
      library.serialize(form);
      Forms.read(read, form.array());
      assertSameExtents(bitmap, read);
    }
  }

  @Test
  void theFormPastTwoToThe32IsTheOneOfBothRoaring64Classes() throws IOException {
    try (Bitmap bitmap = Forms.mixed(Forms.WIDE, 4);
        Bitmap read = Forms.bitmap(Forms.WIDE)) {
      byte[] form = Forms.write(bitmap);
      Roaring64Bitmap tree = new Roaring64Bitmap();
      tree.deserializePortable(new DataInputStream(new ByteArrayInputStream(form)));
      Roaring64NavigableMap map = new Roaring64NavigableMap();
      map.deserializePortable(new DataInputStream(new ByteArrayInputStream(form)));
      assertEquals(bitmap.dirtyBitCount(), tree.getLongCardinality());
      assertEquals(bitmap.dirtyBitCount(), map.getLongCardinality());
      tree.forEach(value -> assertTrue(bitmap.isDirty(value)));
      map.forEach(value -> assertTrue(bitmap.isDirty(value)));

      ByteArrayOutputStream fromTree = new ByteArrayOutputStream();
      tree.serializePortable(new DataOutputStream(fromTree));
      assertArrayEquals(form, fromTree.toByteArray());
      ByteArrayOutputStream fromMap = new ByteArrayOutputStream();
      map.serializePortable(new DataOutputStream(fromMap));
      assertArrayEquals(form, fromMap.toByteArray());
      Forms.read(read, fromMap.toByteArray());
      assertSameExtents(bitmap, read);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {Forms.NARROW, Forms.WIDE})
  void runOptimisationChangesTheBytesAndNotTheContent(long bits) {
    try (Bitmap plain = Forms.bitmap(bits);
        Bitmap optimised = Forms.bitmap(bits);
        Bitmap read = Forms.bitmap(bits)) {
      for (long bit = bits - 4000; bit < bits; bit++) {
        plain.setDirty(bit, 1);
      }
      plain.setDirty(77, 1);
      optimised.merge(plain);
      byte[] before = Forms.write(plain);
      optimised.compact();
      byte[] after = Forms.write(optimised);
      assertTrue(after.length < before.length / 50, before.length + " to " + after.length);
      assertSameExtents(plain, optimised);
      Forms.read(read, after);
      assertSameExtents(plain, read);
      read.setDirty(0, bits % 1000 + 1);
      plain.setDirty(0, bits % 1000 + 1);
      assertSameExtents(plain, read);
    }
  }
}

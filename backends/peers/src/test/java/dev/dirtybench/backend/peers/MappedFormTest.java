package dev.dirtybench.backend.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.ExtentCursor;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where the bits of {@code roaring-mapped} lie, and that they go. */
class MappedFormTest {
  private static final long BITS = 1 << 20;
  private static final Path MAPPINGS = Path.of("/proc/self/maps");

  private static Bitmap mixed() {
    Bitmap bitmap = new RoaringMappedProvider().create(BITS, new Granularity(0));
    bitmap.setDirty(100, 70_000);
    for (long bit = 200_000; bit < 300_000; bit += 3) {
      bitmap.setDirty(bit, 1);
    }
    bitmap.setDirty(BITS - 1, 1);
    return bitmap;
  }

  private static void assertSameExtents(Bitmap expected, Bitmap actual) {
    ExtentCursor left = new ExtentCursor();
    ExtentCursor right = new ExtentCursor();
    while (expected.nextExtent(left)) {
      assertTrue(actual.nextExtent(right), "an extent at " + left.offset());
      assertEquals(left.offset(), right.offset());
      assertEquals(left.length(), right.length());
    }
    assertTrue(!actual.nextExtent(right), "nothing behind the last extent");
  }

  @Test
  void compactingMovesTheBitsIntoAMappingAndAChangeBringsThemBack() {
    try (Bitmap plain = mixed();
        Bitmap bitmap = mixed()) {
      assertEquals(0, bitmap.offHeapBytes());
      bitmap.compact();
      assertTrue(bitmap.offHeapBytes() > 8192, "mapped: " + bitmap.offHeapBytes());
      assertSameExtents(plain, bitmap);
      assertTrue(bitmap.offHeapBytes() > 8192, "reading leaves it mapped");
      bitmap.clearDirty(100, 1);
      plain.clearDirty(100, 1);
      assertEquals(0, bitmap.offHeapBytes());
      assertSameExtents(plain, bitmap);
    }
  }

  @Test
  void whatWasMergedOutOfAMappingOutlivesIt() {
    try (Bitmap plain = mixed();
        Bitmap target = new RoaringMappedProvider().create(BITS, new Granularity(0))) {
      target.setDirty(0, 1);
      plain.setDirty(0, 1);
      try (Bitmap source = mixed()) {
        source.compact();
        target.merge(source);
      }
      assertSameExtents(plain, target);
      target.setDirty(250_000, 10);
      plain.setDirty(250_000, 10);
      assertSameExtents(plain, target);
    }
  }

  @Test
  void anEmptyBitmapIsNotMapped() {
    try (Bitmap bitmap = new RoaringMappedProvider().create(BITS, new Granularity(0))) {
      bitmap.compact();
      assertEquals(0, bitmap.offHeapBytes());
    }
  }

  @Test
  void closingAndChangingUnmapAndLeaveNoFile() throws IOException {
    assumeTrue(Files.isReadable(MAPPINGS), "there is no " + MAPPINGS);
    long before = mappings();
    for (int i = 0; i < 50; i++) {
      try (Bitmap bitmap = mixed()) {
        bitmap.compact();
        assertEquals(before + 1, mappings());
        bitmap.setDirty(0, 1);
        assertEquals(before, mappings());
        bitmap.compact();
      }
      assertEquals(before, mappings());
    }
  }

  private static long mappings() throws IOException {
    try (Stream<String> lines = Files.lines(MAPPINGS)) {
      return lines
          .filter(line -> line.contains(".roaring"))
          .peek(line -> assertTrue(line.endsWith("(deleted)"), line))
          .count();
    }
  }
}

package dev.dirtybench.backend.chronicle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import net.openhft.chronicle.core.OS;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be opened or created, and that a refusal does no harm. */
class BitmapFileRefusalTest {
  private static final long SIZE = (1000L << 12) - 5;
  private static final Granularity GRANULARITY = new Granularity(12);

  @TempDir private Path directory;
  private Path file;
  private byte[] good;

  @BeforeEach
  void makeAFile() throws IOException {
    file = directory.resolve("disk.bitmap");
    try (Bitmap bitmap = MappedBitmap.create(file, SIZE, GRANULARITY)) {
      bitmap.setDirty(7 << 12, 100 << 12);
      bitmap.setDirty(SIZE - 1, 1);
    }
    good = Files.readAllBytes(file);
  }

  /** Opens a file of such bytes, which must be refused, and says how. */
  private String refusal(byte[] bytes, String what) throws IOException {
    Files.write(file, bytes);
    long mapped = OS.memoryMapped();
    long used = OS.memory().nativeMemoryUsed();
    String message =
        assertThrows(IOException.class, () -> MappedBitmap.open(file), what).getMessage();
    assertTrue(message.contains(file.toString()), message);
    assertArrayEquals(bytes, Files.readAllBytes(file), what + ": the file changed");
    assertEquals(mapped, OS.memoryMapped(), what + ": left mapped");
    assertEquals(used, OS.memory().nativeMemoryUsed(), what + ": left allocated");
    return message;
  }

  /** The good file with one field replaced, the checksum made right again. */
  private byte[] withField(int at, long value, int width) {
    byte[] bytes = good.clone();
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    if (width == Long.BYTES) {
      buffer.putLong(at, value);
    } else if (width == Integer.BYTES) {
      buffer.putInt(at, (int) value);
    } else {
      buffer.put(at, (byte) value);
    }
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, 60);
    buffer.putInt(60, (int) checksum.getValue());
    return bytes;
  }

  @Test
  void everyFlippedBitOfTheHeaderIsNoticed() throws IOException {
    for (int bit = 0; bit < 64 * 8; bit++) {
      byte[] bytes = good.clone();
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      String message = refusal(bytes, "bit " + bit % 8 + " of byte " + bit / 8);
      assertTrue(message.matches("(?s).* must be .*, got .*at byte \\d+.*"), message);
    }
  }

  @Test
  void aFieldThatIsWrongUnderARightChecksumIsNoticed() throws IOException {
    assertTrue(refusal(withField(0, 0, 8), "magic").contains("magic must be 0x444269746d61700a"));
    assertTrue(refusal(withField(8, 2, 4), "version").contains("version must be 1, got 2"));
    String swapped = refusal(withField(8, 1 << 24, 4), "byte order");
    assertTrue(swapped.contains("version must be 1, got 16777216"), swapped);
    for (int bits : new int[] {-1, 57, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      String message = refusal(withField(12, bits, 4), "granularity " + bits);
      assertTrue(message.contains("granularity log2 must be 0 to 56, got " + bits), message);
    }
    for (int bits : new int[] {0, 11, 13, 56}) {
      String message = refusal(withField(12, bits, 4), "granularity " + bits);
      assertTrue(message.contains("must be"), message);
    }
    for (long size : new long[] {0, SIZE * 2, SIZE / 2, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
      String message = refusal(withField(16, size, 8), "size " + size);
      assertTrue(message.contains("must be"), message);
    }
    for (long count : new long[] {0, 100, 102, 1001, -1, Long.MAX_VALUE}) {
      String message = refusal(withField(24, count, 8), "count " + count);
      assertTrue(message.contains("count must be"), message);
      assertTrue(message.contains("got " + count + " ("), message);
    }
    assertTrue(refusal(withField(32, 1, 4), "state").contains("got in use (1)"));
    assertTrue(refusal(withField(32, 2, 4), "state").contains("state must be 0, got 2"));
    for (int at = 36; at < 60; at++) {
      String message = refusal(withField(at, 9, 1), "byte " + at);
      assertTrue(message.contains("reserved byte must be 0, got 9"), message);
    }
  }

  @Test
  void aDiskOfMoreBitsThanTheBackendHoldsIsNoticed() throws IOException {
    byte[] bytes = withField(16, Long.MAX_VALUE, 8);
    String message = refusal(bytes, "bits");
    assertTrue(message.contains("bit count must be at most 2199023255552"), message);
  }

  @Test
  void aTruncatedFileIsNoticed() throws IOException {
    for (int length = 0; length < good.length; length++) {
      String message = refusal(Arrays.copyOf(good, length), "length " + length);
      String what = length < 64 ? "must start with a header of 64 bytes, got " : "length must be ";
      assertTrue(message.contains(what), message);
      assertTrue(message.contains("got " + length + " "), message);
    }
  }

  @Test
  void aFileThatIsTooLongIsNoticed() throws IOException {
    for (int more : new int[] {1, 8, 4096}) {
      String message = refusal(Arrays.copyOf(good, good.length + more), more + " bytes more");
      assertTrue(message.contains("length must be " + good.length + " bytes"), message);
    }
  }

  @Test
  void aBitThatWasLostOrWonIsNoticed() throws IOException {
    byte[] lost = good.clone();
    lost[64 + 1] &= (byte) ~2;
    String message = refusal(lost, "lost bit");
    assertTrue(message.contains("count must be 100 as in its words, got 101"), message);
    byte[] won = good.clone();
    won[64] |= 1;
    message = refusal(won, "won bit");
    assertTrue(message.contains("count must be 102 as in its words, got 101"), message);
  }

  @Test
  void aBitPastTheEndOfTheDiskIsNoticed() throws IOException {
    byte[] bytes = withField(24, 102, 8);
    bytes[bytes.length - 1] |= (byte) 0x80;
    String message = refusal(bytes, "ghost bit");
    assertTrue(message.contains("bits past the end of the disk must be 0"), message);
  }

  @Test
  void theFileIsStillGoodAfterAllThoseRefusals() throws IOException {
    refusal(Arrays.copyOf(good, 100), "short");
    Files.write(file, good);
    try (Bitmap bitmap = MappedBitmap.open(file)) {
      assertEquals(101, bitmap.dirtyBitCount());
    }
    assertArrayEquals(good, Files.readAllBytes(file));
  }

  @Test
  void whatIsNoBitmapFileIsRefused() throws IOException {
    refusal(new byte[4096], "zeroes");
    refusal("# a text\n".repeat(100).getBytes(), "text");
    String message =
        assertThrows(IOException.class, () -> MappedBitmap.open(directory)).getMessage();
    assertTrue(message.contains("must be a regular file"), message);
    Path missing = directory.resolve("missing");
    message = assertThrows(IOException.class, () -> MappedBitmap.open(missing)).getMessage();
    assertTrue(message.contains("there is no such bitmap file"), message);
    assertFalse(Files.exists(missing));
  }

  @Test
  void aFileThatExistsIsNotOverwritten() throws IOException {
    String message =
        assertThrows(IOException.class, () -> MappedBitmap.create(file, SIZE, GRANULARITY))
            .getMessage();
    assertTrue(message.contains("a new bitmap needs a new file"), message);
    assertArrayEquals(good, Files.readAllBytes(file));
  }

  @Test
  void aMissingDirectoryIsNamed() throws IOException {
    Path lost = directory.resolve("no").resolve("disk.bitmap");
    String message =
        assertThrows(IOException.class, () -> MappedBitmap.create(lost, SIZE, GRANULARITY))
            .getMessage();
    assertTrue(message.contains(lost.toString()), message);
    assertTrue(message.contains("its directory does not exist"), message);
  }

  @Test
  void argumentsThatAreWrongMakeNoFile() throws IOException {
    Path other = directory.resolve("other");
    assertThrows(IllegalArgumentException.class, () -> MappedBitmap.create(other, -1, GRANULARITY));
    assertThrows(
        IllegalArgumentException.class,
        () -> MappedBitmap.create(other, (1L << 41) + 1, new Granularity(0)));
    assertThrows(NullPointerException.class, () -> MappedBitmap.create(other, 1, null));
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void aFileWithoutWritePermissionIsRefused() throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    assumeFalse(Files.isWritable(file), "this user may write everything");
    String message = assertThrows(IOException.class, () -> MappedBitmap.open(file)).getMessage();
    assertTrue(message.contains("must be readable and writable"), message);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
    Path other = directory.resolve("other");
    message =
        assertThrows(IOException.class, () -> MappedBitmap.create(other, SIZE, GRANULARITY))
            .getMessage();
    assertTrue(message.contains("its directory may not be written"), message);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}

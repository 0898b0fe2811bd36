package dev.dirtybench.workloads.read;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.csv.CsvFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CompressionTest {
  private static final String HEAD =
      "# device_size_bytes: 1048576\ntimestamp_ns,offset_bytes,length_bytes,op\n";

  /** A CSV trace of which no two rows are alike, so that packing it keeps most of it. */
  private static byte[] csv(int rows) {
    StringBuilder text = new StringBuilder(HEAD);
    Random random = new Random(1);
    for (int i = 0; i < rows; i++) {
      text.append(i).append(',').append(random.nextInt(1 << 19)).append(",1,W\n");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static int size(byte[] file) throws IOException {
    return CsvFiles.read(new ByteArrayInputStream(file), "test").size();
  }

  private static TraceFormatException assertRefused(byte[] file, String what) {
    return assertThrows(TraceFormatException.class, () -> size(file), what);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @EnumSource(Packed.class)
  void unpacksWhatIsPackedByContent(Packed packed) throws IOException {
    byte[] content = csv(10_000);
    TraceInput input = TraceInput.of(new ByteArrayInputStream(packed.pack(content)), "test");
    assertArrayEquals(Arrays.copyOf(content, TraceStart.MOST_BYTES), input.start().bytes());
    assertArrayEquals(content, input.content().readAllBytes());
    input.close();
    assertEquals(10_000, size(packed.pack(content)));
  }

  @ParameterizedTest
  @EnumSource(Packed.class)
  void readsPartsThatWerePackedAlone(Packed packed) throws IOException {
    byte[] content = csv(10_000);
    int middle = content.length / 2;
    byte[] parts =
        join(
            packed.pack(Arrays.copyOf(content, middle)),
            packed.pack(new byte[0]),
            packed.pack(Arrays.copyOfRange(content, middle, content.length)));
    assertEquals(10_000, size(parts));
  }

  @ParameterizedTest
  @EnumSource(Packed.class)
  void refusesAFileCutAnywhere(Packed packed) throws IOException {
    byte[] file = packed.pack(csv(300));
    for (int length = Compression.MAGIC_BYTES; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      IOException e =
          assertThrows(IOException.class, () -> contentOf(cut).readAllBytes(), "length " + length);
      assertTrue(e instanceof PackedFault || e instanceof TraceFormatException, e.toString());
    }
  }

  @ParameterizedTest
  @EnumSource(Packed.class)
  void refusesAFileWithOtherBytesBehind(Packed packed) throws IOException {
    byte[] file = packed.pack(csv(300));
    for (byte[] more : new byte[][] {{1}, {1, 2, 3, 4, 5, 6, 7, 8}, csv(1)}) {
      assertRefused(join(file, more), more.length + " bytes more");
    }
  }

  @ParameterizedTest
  @EnumSource(Packed.class)
  void neverReadsOtherRowsWhateverByteIsChanged(Packed packed) throws IOException {
    byte[] content = csv(300);
    byte[] file = packed.pack(content);
    int refused = 0;
    for (int i = 0; i < file.length; i++) {
      byte[] changed = file.clone();
      changed[i] ^= 0x10;
      try (InputStream in = contentOf(changed)) {
        byte[] found = in.readAllBytes();
        // A changed magic makes it a file that is not packed; its rows are refused later.
        if (i >= Compression.MAGIC_BYTES) {
          assertArrayEquals(content, found, "byte " + i);
        }
      } catch (PackedFault | TraceFormatException e) {
        refused++;
      }
    }
    assertTrue(refused > file.length * 9 / 10, refused + " of " + file.length);
  }

  private static InputStream contentOf(byte[] file) throws IOException {
    return TraceInput.of(new ByteArrayInputStream(file), "test").content();
  }

  @ParameterizedTest
  @EnumSource(Packed.class)
  void namesTheLineBehindWhichAFileIsDamaged(Packed packed) throws IOException {
    byte[] file = packed.pack(csv(100_000));
    TraceFormatException cut = assertRefused(Arrays.copyOf(file, file.length / 2), "half");
    int line = Integer.parseInt(cut.place().replace("line ", ""));
    assertTrue(line > 20_000 && line < 80_000, cut.getMessage());
    byte[] small = packed.pack(csv(100_000));
    for (int i = small.length / 2; i < small.length / 2 + 200; i++) {
      small[i] = 0;
    }
    TraceFormatException damaged = assertRefused(small, "damaged");
    line = Integer.parseInt(damaged.place().replace("line ", ""));
    assertTrue(line > 10_000 && line < 80_000, damaged.getMessage());
  }

  @Test
  void namesTheStartWhereDamageLeavesNothing() throws IOException {
    for (Packed packed : Packed.values()) {
      TraceFormatException e = assertRefused(Arrays.copyOf(packed.pack(csv(3)), 8), "8 bytes");
      assertEquals("at its start", e.place());
    }
  }

  static Stream<Arguments> greedy() throws IOException {
    return Stream.of(
        Arguments.of("xz", xzOfDictionary(37)), Arguments.of("zstd", zstdOfWindow(31)));
  }

  @ParameterizedTest
  @MethodSource("greedy")
  void refusesAFileThatAsksForGibibytesToUnpack(String form, byte[] file) {
    TraceFormatException e = assertRefused(file, form);
    assertEquals("intact " + form + " data", e.expected());
    assertTrue(e.found().contains("memory"), e.found());
  }

  @Test
  void acceptsTheLargestWindowsOfTheUsualLevels() throws IOException {
    assertEquals('A', contentOf(zstdOfWindow(27)).read());
    byte[] content = csv(3);
    assertArrayEquals(content, contentOf(xzOfDictionary(28)).readAllBytes());
  }

  /** A file whose block header claims a dictionary of a code: 28 is 64 MiB, 37 is 1.5 GiB. */
  private static byte[] xzOfDictionary(int code) throws IOException {
    byte[] file = Packed.XZ.pack(csv(3));
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int header = 12;
    int length = 4 * (file[header] + 1);
    bytes.put(header + 4, (byte) code);
    CRC32 crc = new CRC32();
    crc.update(file, header, length - 4);
    bytes.putInt(header + length - 4, (int) crc.getValue());
    return file;
  }

  /** One byte "A" in a frame that claims a window of a power of two. */
  private static byte[] zstdOfWindow(int log) {
    byte[] file = HexFormat.of().parseHex("28b52ffd" + "00" + "00" + "090000" + "41");
    file[5] = (byte) (log - 10 << 3);
    return file;
  }
}

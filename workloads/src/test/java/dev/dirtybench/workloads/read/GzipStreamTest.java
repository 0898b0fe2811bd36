package dev.dirtybench.workloads.read;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GzipStreamTest {
  private static final byte[] TEXT =
      "one,two,three\n".repeat(5000).getBytes(StandardCharsets.UTF_8);

  private static byte[] pack(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] unpack(byte[] gzip) throws IOException {
    try (GzipStream in = new GzipStream(new ByteArrayInputStream(gzip))) {
      return in.readAllBytes();
    }
  }

  private static void assertFault(String expected, String found, byte[] gzip) {
    PackedFault fault = assertThrows(PackedFault.class, () -> unpack(gzip));
    assertEquals(expected, fault.expected());
    assertEquals(found, fault.found());
  }

  @Test
  void readsOneMemberAndSeveral() throws IOException {
    byte[] half = pack(TEXT);
    assertArrayEquals(TEXT, unpack(half));
    assertArrayEquals(join(TEXT, TEXT, TEXT), unpack(join(half, half, pack(new byte[0]), half)));
  }

  @Test
  void readsFromAStreamThatGivesOneByteAtATime() throws IOException {
    byte[] gzip = join(pack(TEXT), pack(TEXT));
    InputStream slow =
        new ByteArrayInputStream(gzip) {
          @Override
          public synchronized int read(byte[] target, int from, int length) {
            return super.read(target, from, Math.min(length, 1));
          }
        };
    try (GzipStream in = new GzipStream(slow)) {
      assertEquals('o', in.read());
      assertEquals(2 * TEXT.length - 1, in.readAllBytes().length);
      assertEquals(-1, in.read());
    }
  }

  @Test
  void skipsEveryOptionalPartOfTheHeader() throws IOException {
    byte[] plain = pack(TEXT);
    byte[] fixed = Arrays.copyOf(plain, 10);
    fixed[3] = 2 | 4 | 8 | 16;
    byte[] optional = {3, 0, 'x', 'y', 'z', 'n', 'a', 'm', 'e', 0, 'r', 'e', 0, 1, 2};
    byte[] rest = Arrays.copyOfRange(plain, 10, plain.length);
    assertArrayEquals(TEXT, unpack(join(fixed, optional, rest)));
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    byte[] gzip = pack(TEXT);
    for (int length = 2; length < gzip.length; length++) {
      assertFault("the rest of the gzip data", "the end of the file", Arrays.copyOf(gzip, length));
    }
  }

  @Test
  void refusesASecondMemberThatIsCutOrDamaged() throws IOException {
    byte[] gzip = pack(TEXT);
    assertFault(
        "the rest of the gzip data", "the end of the file", join(gzip, Arrays.copyOf(gzip, 5)));
    byte[] other = gzip.clone();
    other[1] = 0;
    assertFault("the end of the file or more gzip data", "other bytes", join(gzip, other));
    assertFault("the end of the file or more gzip data", "other bytes", join(gzip, TEXT));
  }

  @Test
  void refusesAWrongChecksumOrSize() throws IOException {
    for (int back : new int[] {1, 8}) {
      byte[] gzip = pack(TEXT);
      gzip[gzip.length - back] ^= 1;
      assertFault("gzip data that matches its checksum", "a mismatch", gzip);
    }
  }

  @Test
  void refusesHeadersThatItCannotHonour() throws IOException {
    byte[] gzip = pack(TEXT);
    gzip[2] = 7;
    assertFault("gzip data packed with deflate", "another method", gzip);
    gzip[2] = 8;
    gzip[3] = (byte) 0x20;
    assertFault("gzip data without reserved flags", "flags 32", gzip);
  }

  @Test
  void recognisesItsFirstBytes() throws IOException {
    assertEquals(true, GzipStream.isGzip(Arrays.copyOf(pack(TEXT), 2)));
    assertEquals(false, GzipStream.isGzip(new byte[] {0x1f}));
    assertEquals(false, GzipStream.isGzip(Arrays.copyOf(TEXT, 2)));
  }
}

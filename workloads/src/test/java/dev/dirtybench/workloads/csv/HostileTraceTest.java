package dev.dirtybench.workloads.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.dirtybench.workloads.CommentLine;
import dev.dirtybench.workloads.CsvRows;
import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.WriteTrace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.XZInputStream;

/** Whatever the bytes are, the reader gives a trace or a format error, and uses little memory. */
class HostileTraceTest {
  private static final int MUTATIONS = 20_000;
  private static final int MOST_OPERATIONS = 100_000;

  private static byte[] sample() throws IOException {
    try (InputStream in =
        HostileTraceTest.class.getResourceAsStream("/dev/dirtybench/workloads/catalog/bt.csv.gz")) {
      return in.readAllBytes();
    }
  }

  private static byte[] plainSample() throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(sample())).readAllBytes();
  }

  private static void readAnything(byte[] bytes, String what) {
    try {
      WriteTrace trace = CsvFiles.read(new ByteArrayInputStream(bytes), "hostile", MOST_OPERATIONS);
      assertTrue(trace.size() <= MOST_OPERATIONS);
    } catch (TraceFormatException e) {
      assertEquals(1, e.getMessage().lines().count(), what);
      assertFalse(e.place().isBlank(), what);
    } catch (IOException | RuntimeException e) {
      fail("expected a trace or a format error: " + what, e);
    }
  }

  private static void mutate(byte[] valid, long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] bytes = valid.clone();
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        bytes = mutateOnce(bytes, random);
      }
      readAnything(bytes, "seed " + seed + " mutation " + i);
    }
  }

  private static byte[] mutateOnce(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(5)) {
      case 0:
        bytes[at] = (byte) random.nextInt();
        return bytes;
      case 1:
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        return bytes;
      case 2:
        bytes[at] = (byte) "0123456789,\n#WZDF-".charAt(random.nextInt(18));
        return bytes;
      case 3:
        return Arrays.copyOf(bytes, Math.max(1, at));
      default:
        int length = Math.min(random.nextInt(64) + 1, bytes.length - at);
        System.arraycopy(bytes, random.nextInt(bytes.length - length + 1), bytes, at, length);
        return bytes;
    }
  }

  @Test
  void survivesMutationsOfAPlainFile() throws IOException {
    mutate(plainSample(), 20261122);
  }

  @Test
  void survivesMutationsOfAGzipFile() throws IOException {
    mutate(sample(), 4711);
  }

  @Test
  void everyTruncationOfAGzipFileIsAnError() throws IOException {
    byte[] whole = sample();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(
          TraceFormatException.class,
          () -> CsvFiles.read(new ByteArrayInputStream(cut), "cut"),
          "length " + length);
    }
  }

  @Test
  void everyTruncationOfAWrittenFileIsAnErrorSaveThatOfItsLastLineEnd() throws IOException {
    byte[] whole =
        ("# device_size_bytes: 4096\n# operations: 3\n"
                + "timestamp_ns,offset_bytes,length_bytes,op\n0,0,10,W\n10,0,10,W\n20,0,0,F\n")
            .getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length - 1; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(
          TraceFormatException.class,
          () -> CsvFiles.read(new ByteArrayInputStream(cut), "cut"),
          "length " + length);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "#", "0", ",", "# talk\n", "#\n", "# columns:", "# name: \n", " "})
  void anEndlessHeadIsRefused(String piece) {
    assertThrows(
        TraceFormatException.class, () -> CsvFiles.read(new EndlessTrace("", piece), "endless"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", ",", "0,0,1,W", "0,0,1,W\n", "0,0,0,F\r\n"})
  void endlessRowsAreRefused(String piece) {
    var e =
        assertThrows(
            TraceFormatException.class,
            () ->
                CsvFiles.read(
                    new EndlessTrace(EndlessTrace.HEAD, piece), "endless", MOST_OPERATIONS));
    if (piece.endsWith("\n")) {
      assertEquals(
          "endless after 100000 operations: expected at most as many,"
              + " as this JVM's heap allows (see -Xmx, skip and limit), found more",
          e.getMessage());
    } else {
      assertEquals("a line of at most 4096 bytes", e.expected());
    }
  }

  @Test
  void aLineOfTheLongestLengthIsTakenAndOneByteMoreRefused() throws IOException {
    String rest = "# device_size_bytes: 1\ntimestamp_ns,offset_bytes,length_bytes,op\n0,0,1,W\n";
    for (String end : new String[] {"\n", "\r\n"}) {
      String longest = '#' + " ".repeat(CommentLine.MAX_LINE_BYTES - 1) + end + rest;
      assertEquals(1, CsvFiles.read(new ByteArrayInputStream(longest.getBytes()), "l").size());
      byte[] longer = ('#' + longest).getBytes(StandardCharsets.UTF_8);
      var e =
          assertThrows(
              TraceFormatException.class,
              () -> CsvFiles.read(new ByteArrayInputStream(longer), "l"));
      assertEquals("line 1", e.place());
    }
  }

  @Test
  void aSmallFileThatUnpacksToAHugeOneIsRefused() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] rows = "0,0,1,W\n".repeat(4096).getBytes(StandardCharsets.UTF_8);
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("# device_size_bytes: 1\n".getBytes(StandardCharsets.UTF_8));
      gzip.write((CsvRows.HEADER + '\n').getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 1000; i++) {
        gzip.write(rows);
      }
    }
    assertTrue(packed.size() < 200_000, "packed to " + packed.size());
    assertThrows(
        TraceFormatException.class,
        () ->
            CsvFiles.read(new ByteArrayInputStream(packed.toByteArray()), "bomb", MOST_OPERATIONS));
  }

  @Test
  void aJvmWithASmallHeapRefusesEndlessRowsBeforeItRunsOut() throws Exception {
    String classPath =
        Stream.of(
                CsvTraceReader.class,
                EndlessTrace.class,
                XZInputStream.class,
                ZstdInputStreamNoFinalizer.class)
            .map(HostileTraceTest::locationOf)
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(), "-Xmx32m", "-cp", classPath, EndlessTrace.class.getName())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    assertTrue(
        output.matches(
            "endless after [0-9]+ operations: expected at most as many, .*, found more\\R"),
        output);
  }

  private static Path locationOf(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  @Test
  void aStreamThatFailsIsNoFormatError() {
    InputStream broken =
        new InputStream() {
          private int left = 5;

          @Override
          public int read() throws IOException {
            if (left == 0) {
              throw new IOException("the disk is on fire");
            }
            left--;
            return '#';
          }
        };
    var e = assertThrows(IOException.class, () -> CsvFiles.read(broken, "broken"));
    assertEquals("the disk is on fire", e.getMessage());
  }
}

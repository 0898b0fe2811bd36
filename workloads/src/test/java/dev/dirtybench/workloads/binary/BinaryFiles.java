package dev.dirtybench.workloads.binary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.catalog.DirtyGranules;
import dev.dirtybench.workloads.catalog.Traces;
import dev.dirtybench.workloads.read.PackedFault;
import dev.dirtybench.workloads.read.ReadOptions;
import dev.dirtybench.workloads.read.TraceFiles;
import dev.dirtybench.workloads.read.TraceInput;
import dev.dirtybench.workloads.read.TraceLoader;
import dev.dirtybench.workloads.read.TraceReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Binary traces for tests, and what must hold for every reader of them. */
final class BinaryFiles {
  static final ReadOptions DISK = disk(4L << 30);

  private BinaryFiles() {}

  static ReadOptions disk(long size) {
    return new ReadOptions(size, null, 0, Long.MAX_VALUE, Map.of());
  }

  /** A sample among the resources, packed with gzip. */
  static InputStream sample(String name) {
    return BinaryFiles.class.getResourceAsStream(name);
  }

  /** Reads bytes whose format is told by their content. */
  static WriteTrace read(byte[] bytes, ReadOptions options) throws IOException {
    return read(new ByteArrayInputStream(bytes), null, options);
  }

  static WriteTrace read(InputStream in, String format, ReadOptions options) throws IOException {
    TraceInput input = TraceInput.of(in, "test");
    try (OperationStream stream = TraceFiles.open(input, format, options)) {
      return TraceLoader.load(stream);
    }
  }

  /** Each operation as time, offset, length and letter. */
  static List<String> lines(WriteTrace trace) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < trace.size(); i++) {
      lines.add(
          trace.timestampNs(i)
              + " "
              + trace.offset(i)
              + " "
              + trace.length(i)
              + " "
              + trace.operation(i).code());
    }
    return lines;
  }

  /** That a trace of the run "bt" leaves the bitmap that QEMU recorded of it. */
  static void assertLeavesTheRecordedBitmap(WriteTrace trace) throws IOException {
    try (InputStream truth = Traces.class.getResourceAsStream("bt.g65536.recorded.json.gz")) {
      var dirty = DirtyGranules.ofQemu(truth, 65536, 4L << 30);
      assertEquals(dirty, DirtyGranules.ofTrace(trace, 65536));
      assertEquals(1658, dirty.cardinality());
    }
  }

  static TraceFormatException assertRefused(byte[] bytes, String format) {
    return assertThrows(
        TraceFormatException.class, () -> read(new ByteArrayInputStream(bytes), format, DISK));
  }

  /**
   * That nothing but an error of the form comes of a file that is cut anywhere, of which bytes are
   * changed, or that is random, with the start of gzip data or not; whatever is read lies in the
   * disk.
   */
  static void assertEndsWell(byte[] good, TraceReader reader) {
    for (int length = 0; length < good.length; length++) {
      tryOut(Arrays.copyOf(good, length), reader, "length " + length);
    }
    for (int i = 0; i < good.length; i++) {
      for (int value : new int[] {0, 1, 0x7f, 0x80, 0xff, good[i] ^ 1}) {
        byte[] bytes = good.clone();
        bytes[i] = (byte) value;
        tryOut(bytes, reader, "byte " + i + " value " + value);
      }
    }
    long start = new Random().nextLong();
    for (long seed = start; seed < start + 500; seed++) {
      Random random = new Random(seed);
      byte[] bytes = new byte[random.nextInt(4096)];
      random.nextBytes(bytes);
      System.arraycopy(good, 0, bytes, 0, Math.min(bytes.length, random.nextInt(good.length + 1)));
      tryOut(bytes, reader, "seed " + seed + "L");
      tryOut(likeGzip(bytes), reader, "seed " + seed + "L, like gzip");
    }
  }

  /** The bytes behind the two that tell gzip, which random bytes begin with once in a while too. */
  private static byte[] likeGzip(byte[] bytes) {
    byte[] packed = Arrays.copyOf(bytes, bytes.length + 2);
    System.arraycopy(bytes, 0, packed, 2, bytes.length);
    packed[0] = 0x1f;
    packed[1] = (byte) 0x8b;
    return packed;
  }

  private static void tryOut(byte[] bytes, TraceReader reader, String what) {
    try (OperationStream stream =
        reader.open(TraceInput.of(new ByteArrayInputStream(bytes), "test"), DISK)) {
      drain(stream, what);
    } catch (TraceFormatException e) {
      boolean inRecord = e.place().startsWith("record ") && e.place().contains(" at byte ");
      boolean inPacking = e.place().equals("at its start") && e.getCause() instanceof PackedFault;
      assertTrue(inRecord || inPacking, what + ": " + e.getMessage());
    } catch (IOException | RuntimeException | Error e) {
      throw new AssertionError(what, e);
    }
  }

  private static void drain(OperationStream stream, String what) throws IOException {
    OperationBatch batch = new OperationBatch(10);
    while (stream.read(batch) > 0) {
      for (int i = 0; i < batch.size(); i++) {
        long length = batch.lengths()[i];
        assertEquals(batch.operation(i) == TraceOperation.FLUSH, length == 0, what);
        Objects.checkFromIndexSize(batch.offsets()[i], length, DISK.deviceSize());
      }
      batch.clear();
    }
  }
}

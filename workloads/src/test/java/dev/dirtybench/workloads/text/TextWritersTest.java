package dev.dirtybench.workloads.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.read.ReadOptions;
import dev.dirtybench.workloads.write.TraceFile;
import dev.dirtybench.workloads.write.TraceWriter;
import dev.dirtybench.workloads.write.TraceWriters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the writers write is what the readers of the same forms give back. */
class TextWritersTest {
  private static final long SEED = 4;
  private static final TraceOperation[] OPERATIONS = TraceOperation.values();

  private static byte[] written(WriteTrace trace, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TraceWriter writer = TraceWriters.named(format);
    TraceFile.write(trace.stream(), writer, out);
    return out.toByteArray();
  }

  private static WriteTrace again(WriteTrace trace, String format) throws IOException {
    return TextTraces.read(
        written(trace, format),
        format,
        new ReadOptions(
            trace.deviceSize(), null, 0, Long.MAX_VALUE, ReadOptions.DEFAULT.settings()));
  }

  private static WriteTrace.Builder builder() {
    return WriteTrace.builder("my trace/1", "a test", 1L << 44);
  }

  /** Starts at zero, as such forms do, with times of whole units. */
  private static WriteTrace random(int unitNs) {
    Random random = new Random(SEED);
    WriteTrace.Builder trace = builder();
    long time = 0;
    for (int i = 0; i < 50_000; i++) {
      TraceOperation operation = OPERATIONS[random.nextInt(OPERATIONS.length)];
      if (operation == TraceOperation.FLUSH) {
        trace.add(time, 0, 0, operation);
      } else {
        long offset = (long) random.nextInt(1 << 30) << 9;
        trace.add(time, offset, (1L + random.nextInt(1 << 20)) << 9, operation);
      }
      time += (long) random.nextInt(1 << 20) * unitNs;
    }
    return trace.build();
  }

  @Test
  void blkparseGivesEveryOperationBack() throws IOException {
    WriteTrace trace = random(1);
    assertEquals(TextTraces.rows(trace), TextTraces.rows(again(trace, "blkparse")), "seed " + SEED);
    assertEquals(trace.contentSha256(), again(trace, "blkparse").contentSha256());
  }

  @Test
  void fioGivesEveryOperationBackWithWriteZeroesAsWrites() throws IOException {
    WriteTrace trace = random(1000);
    List<String> expected =
        TextTraces.rows(trace).stream().map(row -> row.replace(" Z ", " W ")).toList();
    assertEquals(expected, TextTraces.rows(again(trace, "fio")), "seed " + SEED);
  }

  @Test
  void fioHasTheLinesThatItsDocumentationNames() throws IOException {
    WriteTrace trace =
        builder()
            .add(0, 4096, 512, TraceOperation.WRITE)
            .add(1_999, 0, 0, TraceOperation.FLUSH)
            .add(2_000, 8192, 512, TraceOperation.WRITE_ZEROES)
            .add(3_000, 0, 1L << 33, TraceOperation.DISCARD)
            .add(4_000, 0, 0xffff_ffffL, TraceOperation.DISCARD)
            .build();
    assertEquals(
        """
        fio version 3 iolog
        0 my_trace_1.img add
        0 my_trace_1.img open
        0 my_trace_1.img write 4096 512
        1 my_trace_1.img sync 0 0
        2 my_trace_1.img write 8192 512
        3 my_trace_1.img trim 0 1073741824
        3 my_trace_1.img trim 1073741824 1073741824
        3 my_trace_1.img trim 2147483648 1073741824
        3 my_trace_1.img trim 3221225472 1073741824
        3 my_trace_1.img trim 4294967296 1073741824
        3 my_trace_1.img trim 5368709120 1073741824
        3 my_trace_1.img trim 6442450944 1073741824
        3 my_trace_1.img trim 7516192768 1073741824
        4 my_trace_1.img trim 0 4294967295
        4 my_trace_1.img close
        """,
        new String(written(trace, "fio"), StandardCharsets.US_ASCII));
  }

  @Test
  void blkparseHasTheColumnsOfTheRealOne() throws IOException {
    WriteTrace trace =
        builder()
            .add(0, 4096, 512, TraceOperation.WRITE)
            .add(1_000_000_001L, 0, 0, TraceOperation.FLUSH)
            .add(2_000_000_000L, 512, 1024, TraceOperation.WRITE_ZEROES)
            .add(2_000_000_000L, 511, 514, TraceOperation.DISCARD)
            .build();
    assertEquals(
        """
          8,0    0        1     0.000000000     0  D   W 8 + 1 [dirtybench]
          8,0    0        2     1.000000001     0  D  FN [dirtybench]
          8,0    0        3     2.000000000     0  D  WZ 1 + 2 [dirtybench]
          8,0    0        4     2.000000000     0  D   D 0 + 3 [dirtybench]
        """,
        new String(written(trace, "blkparse"), StandardCharsets.US_ASCII));
  }

  @Test
  void farthestValuesFit() throws IOException {
    WriteTrace trace =
        WriteTrace.builder("x", "a test", WriteTrace.MAX_DEVICE_SIZE)
            .add(0, 0, 512, TraceOperation.WRITE)
            .add(
                Long.MAX_VALUE / 1_000_000_000L * 1_000_000_000L - 1_000_000_000L,
                WriteTrace.MAX_DEVICE_SIZE - 512,
                512,
                TraceOperation.WRITE)
            .build();
    for (String format : List.of("fio", "blkparse")) {
      assertEquals(TextTraces.rows(trace), TextTraces.rows(again(trace, format)), format);
    }
  }

  @Test
  void anEmptyTraceIsOneAgain() throws IOException {
    WriteTrace trace = builder().build();
    assertArrayEquals(new byte[0], written(trace, "blkparse"));
    assertEquals(0, again(trace, "fio").size());
  }
}

package dev.dirtybench.workloads.own;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.catalog.BundledTrace;
import dev.dirtybench.workloads.catalog.Traces;
import dev.dirtybench.workloads.read.LimitedStream;
import dev.dirtybench.workloads.read.ReadOptions;
import dev.dirtybench.workloads.read.TraceInput;
import dev.dirtybench.workloads.write.OperationOutput;
import dev.dirtybench.workloads.write.TraceFile;
import dev.dirtybench.workloads.write.TraceWriters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DbtRoundTripTest {
  @TempDir Path folder;

  private void assertRoundTrip(WriteTrace trace, int blockOperations, Packing packing)
      throws IOException {
    byte[] bytes = DbtFiles.write(trace, blockOperations, packing);
    DbtFiles.assertSame(trace, DbtFiles.read(bytes));
    DbtFiles.assertSame(trace, DbtFiles.read(folder, bytes));
  }

  @ParameterizedTest
  @EnumSource(Packing.class)
  void keepsTracesOfNoneAndOneOperation(Packing packing) throws IOException {
    WriteTrace none = WriteTrace.builder("none", "nothing", 1).build();
    assertRoundTrip(none, 8192, packing);
    WriteTrace.Builder one = WriteTrace.builder("one", "one", 1);
    assertRoundTrip(one.add(7, 0, 1, TraceOperation.DISCARD).build(), 8192, packing);
    WriteTrace.Builder flush = WriteTrace.builder("flush", "one", 1);
    assertRoundTrip(flush.add(7, 0, 0, TraceOperation.FLUSH).build(), 8192, packing);
  }

  @ParameterizedTest
  @EnumSource(Packing.class)
  void keepsTheLargestTimesOffsetsAndLengths(Packing packing) throws IOException {
    long size = WriteTrace.MAX_DEVICE_SIZE;
    WriteTrace trace =
        WriteTrace.builder("extreme", "made by a test", size)
            .add(0, size - 1, 1, TraceOperation.WRITE)
            .add(0, 0, size, TraceOperation.DISCARD)
            .add(1, 0, 0, TraceOperation.FLUSH)
            .add(Long.MAX_VALUE - 1, 0, 1, TraceOperation.WRITE_ZEROES)
            .add(Long.MAX_VALUE, size / 2, size / 2, TraceOperation.WRITE)
            .add(Long.MAX_VALUE, 0, 0, TraceOperation.FLUSH)
            .build();
    for (int blockOperations = 1; blockOperations <= 7; blockOperations++) {
      assertRoundTrip(trace, blockOperations, packing);
    }
    WriteTrace whole =
        WriteTrace.builder("whole", "made by a test", size)
            .add(Long.MAX_VALUE, 0, size, TraceOperation.WRITE)
            .add(Long.MAX_VALUE, 0, size, TraceOperation.WRITE)
            .build();
    assertRoundTrip(whole, 2, packing);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 127, 128, 129, 1000, 65536})
  void keepsRandomTraces(int blockOperations) throws IOException {
    long start = new Random().nextLong();
    for (long seed = start; seed < start + 20; seed++) {
      Random random = new Random(seed);
      WriteTrace trace = DbtFiles.random(random, random.nextInt(2000));
      try {
        assertRoundTrip(trace, blockOperations, random.nextBoolean() ? Packing.NONE : Packing.ZSTD);
      } catch (IOException | RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + "L", e);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.dbt", "x.dbt.gz", "x.dbt.xz", "x.dbt.zst"})
  void keepsTheRecordingsWhateverPacksTheFile(String name) throws IOException {
    Path file = folder.resolve(name);
    for (BundledTrace bundled : Traces.bundled()) {
      WriteTrace trace = bundled.open();
      TraceFile.write(trace.stream(), TraceWriters.forFile(name), file);
      DbtFiles.assertSame(trace, DbtFiles.read(file, ReadOptions.DEFAULT));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 128, 8191, 8192, 8193, 100_000})
  void handsOutTheSameInBatchesOfAnyCapacity(int capacity) throws IOException {
    WriteTrace trace = DbtFiles.small(20_000);
    byte[] bytes = DbtFiles.write(trace, 8192, Packing.ZSTD);
    TraceInput input = TraceInput.of(new ByteArrayInputStream(bytes), "test.dbt");
    try (OperationStream stream = new DbtTraceReader().open(input, ReadOptions.DEFAULT)) {
      DbtFiles.assertSame(trace, DbtFiles.collect(stream, capacity));
      assertEquals(0, stream.read(new OperationBatch(1)));
      assertEquals(0, stream.skip(1));
    }
  }

  @Test
  void saysTheNumberOfOperationsWhereTheHeadOrTheEndHasIt() throws IOException {
    WriteTrace trace = DbtFiles.small(10);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OperationStream unknown = trace.stream();
    TraceHead head = unknown.head().withOperations(TraceHead.UNKNOWN);
    OperationOutput output = new DbtTraceWriter().open(out, head);
    OperationBatch batch = new OperationBatch();
    unknown.read(batch);
    output.write(batch);
    output.finish();
    DbtFiles.assertSame(trace, DbtFiles.read(out.toByteArray()));
    TraceInput pipe = TraceInput.of(new ByteArrayInputStream(out.toByteArray()), "pipe");
    try (OperationStream stream = new DbtTraceReader().open(pipe, ReadOptions.DEFAULT)) {
      assertEquals(TraceHead.UNKNOWN, stream.head().operations());
    }
    Path file = java.nio.file.Files.write(folder.resolve("x.dbt"), out.toByteArray());
    try (OperationStream stream =
        new DbtTraceReader().open(TraceInput.open(file), ReadOptions.DEFAULT)) {
      assertEquals(10, stream.head().operations());
    }
  }

  @Test
  void takesALargerDiskThanTheFileStates() throws IOException {
    byte[] bytes = DbtFiles.write(DbtFiles.small(10), 8192, Packing.ZSTD);
    ReadOptions larger = new ReadOptions(1L << 40, null, 0, Long.MAX_VALUE, java.util.Map.of());
    assertEquals(1L << 40, DbtFiles.read(bytes, larger).deviceSize());
  }

  @Test
  void packsRecordingsSmallerThanGzipPacksTheirText() throws IOException {
    for (BundledTrace bundled : Traces.bundled()) {
      byte[] packed = DbtFiles.write(bundled.open(), 8192, Packing.ZSTD);
      assertTrue(packed.length < bundled.openCsv().readAllBytes().length, bundled.name());
    }
  }

  @Test
  void refusesToWriteWhatItWouldRefuseToRead() throws IOException {
    DbtTraceWriter writer = new DbtTraceWriter();
    OutputStream out = OutputStream.nullOutputStream();
    TraceHead unsized = TraceHead.unsized("name", "source");
    assertThrows(IllegalArgumentException.class, () -> writer.open(out, unsized));
    TraceHead reserved = new TraceHead("name", "source", List.of("name: x"), 4096, 1);
    assertThrows(IllegalArgumentException.class, () -> writer.open(out, reserved));
    TraceHead head = new TraceHead("name", "source", List.of(), 4096, TraceHead.UNKNOWN);
    long[][] wrong = {{-1, 0, 1}, {0, -1, 1}, {0, 0, 0}, {0, 1, 4096}, {0, 0, 4097}};
    for (long[] values : wrong) {
      OperationBatch batch = new OperationBatch();
      batch.add(values[0], values[1], values[2], TraceOperation.WRITE);
      OperationOutput output = writer.open(out, head);
      output.write(batch);
      assertThrows(IllegalArgumentException.class, output::finish);
    }
    OperationBatch flush = new OperationBatch();
    flush.add(0, 0, 1, TraceOperation.FLUSH);
    OperationOutput output = writer.open(out, head);
    output.write(flush);
    assertThrows(IllegalArgumentException.class, output::finish);
    OperationOutput few = writer.open(out, head.withOperations(1));
    assertThrows(IllegalStateException.class, few::finish);
  }

  @Test
  void skipsAndLimitsLikeASlice() throws IOException {
    WriteTrace trace = DbtFiles.random(new Random(5), 1000);
    byte[] bytes = DbtFiles.write(trace, 64, Packing.ZSTD);
    Path file = java.nio.file.Files.write(folder.resolve("x.dbt"), bytes);
    for (int skip : new int[] {0, 1, 63, 64, 65, 640, 959, 960, 999, 1000, 2000}) {
      for (int limit : new int[] {0, 1, 64, 100, 5000}) {
        ReadOptions options = new ReadOptions(-1, null, skip, limit, java.util.Map.of());
        int from = Math.min(skip, 1000);
        WriteTrace slice = trace.slice(from, Math.min(1000, from + limit));
        DbtFiles.assertSame(slice, DbtFiles.read(bytes, options));
        DbtFiles.assertSame(slice, DbtFiles.read(file, options));
      }
    }
  }

  @Test
  void skipsInAnyStepsBetweenReads() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    WriteTrace trace = DbtFiles.small(5000);
    byte[] bytes = DbtFiles.write(trace, 100, Packing.ZSTD);
    Path file = java.nio.file.Files.write(folder.resolve("x.dbt"), bytes);
    for (int round = 0; round < 100; round++) {
      TraceInput input =
          random.nextBoolean()
              ? TraceInput.open(file)
              : TraceInput.of(new ByteArrayInputStream(bytes), "x");
      try (OperationStream stream = new DbtTraceReader().open(input, ReadOptions.DEFAULT)) {
        int at = 0;
        while (at < trace.size()) {
          at += (int) stream.skip(random.nextInt(700));
          OperationBatch batch = new OperationBatch(1 + random.nextInt(300));
          stream.read(batch);
          for (int i = 0; i < batch.size(); i++) {
            assertEquals(trace.timestampNs(at), batch.timestamps()[i], "seed " + seed);
            assertEquals(trace.offset(at), batch.offsets()[i], "seed " + seed);
            at++;
          }
        }
        assertEquals(trace.size(), at);
      }
    }
  }

  @Test
  void passesOverBlocksWithoutLookingAtThem() throws IOException {
    WriteTrace trace = DbtFiles.small(300);
    byte[] bytes = DbtFiles.write(trace, 100, Packing.NONE);
    int second = BlockFinder.offsets(bytes).get(1);
    bytes[second + DbtLayout.BLOCK_BYTES] ^= 1;
    Path file = java.nio.file.Files.write(folder.resolve("x.dbt"), bytes);
    try (OperationStream stream =
        LimitedStream.of(
            new DbtTraceReader().open(TraceInput.open(file), ReadOptions.DEFAULT), 250, 50)) {
      DbtFiles.assertSameOperations(trace, 250, DbtFiles.collect(stream, 1000));
    }
    assertThrows(IOException.class, () -> DbtFiles.read(bytes));
  }
}

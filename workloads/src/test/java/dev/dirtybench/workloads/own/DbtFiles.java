package dev.dirtybench.workloads.own;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.read.ReadOptions;
import dev.dirtybench.workloads.read.TraceFiles;
import dev.dirtybench.workloads.read.TraceInput;
import dev.dirtybench.workloads.read.TraceLoader;
import dev.dirtybench.workloads.write.TraceFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Files of the own form for tests. */
final class DbtFiles {
  private static final int BATCH = 100;
  private static final TraceOperation[] OPERATIONS = TraceOperation.values();

  private DbtFiles() {}

  static byte[] write(WriteTrace trace, int blockOperations, Packing packing) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TraceFile.write(trace.stream(), new DbtTraceWriter(blockOperations, packing), out);
    return out.toByteArray();
  }

  /** Reads as from a pipe. */
  static WriteTrace read(byte[] bytes) throws IOException {
    return read(TraceInput.of(new ByteArrayInputStream(bytes), "test.dbt"));
  }

  private static WriteTrace read(TraceInput input) throws IOException {
    try (OperationStream stream = new DbtTraceReader().open(input, ReadOptions.DEFAULT)) {
      return collect(stream, BATCH);
    }
  }

  static WriteTrace read(byte[] bytes, ReadOptions options) throws IOException {
    TraceInput input = TraceInput.of(new ByteArrayInputStream(bytes), "test.dbt");
    try (OperationStream stream = TraceFiles.open(input, "dbt", options)) {
      return TraceLoader.load(stream);
    }
  }

  /** Reads as from a file, with its index. */
  static WriteTrace read(Path file, ReadOptions options) throws IOException {
    try (OperationStream stream = TraceFiles.open(List.of(file), null, options)) {
      return TraceLoader.load(stream);
    }
  }

  static WriteTrace read(Path folder, byte[] bytes) throws IOException {
    return read(TraceInput.open(Files.write(folder.resolve("test.dbt"), bytes)));
  }

  static Salvage salvage(byte[] bytes) throws IOException {
    return Salvage.open(
        TraceInput.of(new ByteArrayInputStream(bytes), "test.dbt"), ReadOptions.DEFAULT);
  }

  static void assertSame(WriteTrace expected, WriteTrace found) {
    assertEquals(expected.name(), found.name());
    assertEquals(expected.source(), found.source());
    assertEquals(expected.comments(), found.comments());
    assertEquals(expected.deviceSize(), found.deviceSize());
    assertSameOperations(expected, 0, found);
  }

  /** That a trace is a part of another, from an operation on. */
  static void assertSameOperations(WriteTrace whole, int from, WriteTrace part) {
    for (int i = 0; i < part.size(); i++) {
      String place = "operation " + i;
      assertEquals(whole.timestampNs(from + i), part.timestampNs(i), place);
      assertEquals(whole.offset(from + i), part.offset(i), place);
      assertEquals(whole.length(from + i), part.length(i), place);
      assertEquals(whole.operation(from + i), part.operation(i), place);
    }
    assertEquals(whole.size() - from, part.size());
  }

  /** A trace of every kind of step: none, small, huge; of every kind of operation. */
  static WriteTrace random(Random random, int operations) {
    long size = 1 + (random.nextLong() >>> 2 + random.nextInt(60));
    int shift = random.nextInt(Long.SIZE - Long.numberOfLeadingZeros(size));
    long unit = 1L << random.nextInt(20);
    WriteTrace.Builder trace =
        WriteTrace.builder("random", "drawn by a test", size).comment("über 100 %");
    long time = random.nextBoolean() ? 0 : random.nextLong() >>> 2;
    for (int i = 0; i < operations; i++) {
      time += random.nextInt(3) == 0 ? 0 : unit * (random.nextLong() >>> 34 + random.nextInt(30));
      TraceOperation operation = OPERATIONS[random.nextInt(OPERATIONS.length)];
      if (operation == TraceOperation.FLUSH) {
        trace.add(time, 0, 0, operation);
      } else {
        long units = size >>> shift;
        long offset = Math.floorMod(random.nextLong(), units);
        long length = 1 + Math.floorMod(random.nextLong(), units - offset);
        trace.add(time, offset << shift, length << shift, operation);
      }
    }
    return trace.build();
  }

  /** A small trace of small numbers. */
  static WriteTrace small(int operations) {
    WriteTrace.Builder trace = WriteTrace.builder("small", "made by a test", 1 << 20);
    trace.comment("licence: CC0-1.0");
    for (int i = 0; i < operations; i++) {
      trace.add(1000L * i * i, i % 200 * 4096L, 4096, OPERATIONS[i % 3]);
    }
    return trace.build();
  }

  /** All operations of a stream, read by batches of a capacity. */
  static WriteTrace collect(OperationStream stream, int capacity) throws IOException {
    WriteTrace.Builder trace =
        WriteTrace.builder(
            stream.head().name(), stream.head().source(), stream.head().deviceSize());
    stream.head().comments().forEach(trace::comment);
    OperationBatch batch = new OperationBatch(capacity);
    while (stream.read(batch) > 0) {
      for (int i = 0; i < batch.size(); i++) {
        trace.add(
            batch.timestamps()[i], batch.offsets()[i], batch.lengths()[i], batch.operation(i));
      }
      batch.clear();
    }
    return trace.build();
  }
}

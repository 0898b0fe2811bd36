package dev.dirtybench.workloads.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.csv.CsvFiles;
import dev.dirtybench.workloads.own.DbtTraceWriter;
import dev.dirtybench.workloads.write.TraceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeveralFilesTest {
  private static final int CAPACITY = 3;

  @TempDir Path folder;

  /** A trace of writes at times, each of one byte at the time's number. */
  private static WriteTrace trace(String name, long size, long... times) {
    WriteTrace.Builder trace = WriteTrace.builder(name, "made by a test", size);
    for (long time : times) {
      trace.add(time, time, 1, TraceOperation.WRITE);
    }
    return trace.build();
  }

  private Path csv(String name, long size, long... times) throws IOException {
    Path file = folder.resolve(name + ".csv.gz");
    CsvFiles.write(trace(name, size, times), file);
    return file;
  }

  /** Each operation as its time and the time that it was written at. */
  private static List<String> lines(OperationStream stream) throws IOException {
    List<String> lines = new ArrayList<>();
    OperationBatch batch = new OperationBatch(CAPACITY);
    while (stream.read(batch) > 0) {
      for (int i = 0; i < batch.size(); i++) {
        lines.add(batch.timestamps()[i] + "/" + batch.offsets()[i]);
      }
      batch.clear();
    }
    return lines;
  }

  private static ReadOptions part(long skip, long limit) {
    return new ReadOptions(TraceHead.UNKNOWN, null, skip, limit, Map.of());
  }

  @Test
  void readsFilesOfOneDiskOneAfterTheOther() throws IOException {
    List<Path> files =
        List.of(csv("a", 4096, 5, 7), csv("b", 4096), csv("c", 4096, 0, 1, 2), csv("d", 4096, 1));
    List<String> all = List.of("5/5", "7/7", "7/0", "8/1", "9/2", "10/1");
    for (int skip = 0; skip <= 7; skip++) {
      for (int limit = 0; limit <= 7; limit++) {
        try (OperationStream stream = TraceFiles.open(files, null, part(skip, limit))) {
          assertEquals("a", stream.head().name());
          assertEquals(TraceHead.UNKNOWN, stream.head().operations());
          int from = Math.min(skip, all.size());
          assertEquals(all.subList(from, Math.min(all.size(), from + limit)), lines(stream));
        }
      }
    }
  }

  @Test
  void mixesPackedAndOwnFormsOnlyOfOneFormat() throws IOException {
    Path own = folder.resolve("x.dbt.xz");
    TraceFile.write(trace("own", 4096, 1).stream(), new DbtTraceWriter(), own);
    List<Path> files = List.of(own, own);
    try (OperationStream stream = TraceFiles.open(files, null, ReadOptions.DEFAULT)) {
      assertEquals(List.of("1/1", "2/1"), lines(stream));
    }
    List<Path> mixed = List.of(own, csv("a", 4096, 1));
    try (OperationStream stream = TraceFiles.open(mixed, null, ReadOptions.DEFAULT)) {
      assertThrows(TraceFormatException.class, () -> lines(stream));
    }
  }

  @Test
  void refusesAFurtherFileOfAnotherDiskUnlessTheSizeIsGiven() throws IOException {
    List<Path> files = List.of(csv("a", 4096, 1), csv("b", 8192, 1));
    try (OperationStream stream = TraceFiles.open(files, null, ReadOptions.DEFAULT)) {
      TraceFormatException e = assertThrows(TraceFormatException.class, () -> lines(stream));
      assertEquals(
          "b at its start: expected a disk of 4096 bytes as in the file a before it"
              + " (--disk-size sets one for all), found one of 8192",
          e.getMessage());
    }
    ReadOptions sized = new ReadOptions(8192, null, 0, Long.MAX_VALUE, Map.of());
    try (OperationStream stream = TraceFiles.open(files, null, sized)) {
      assertEquals(8192, stream.head().deviceSize());
      assertEquals(List.of("1/1", "2/1"), lines(stream));
    }
  }

  @Test
  void reportsAMissingFurtherFileWhenItIsReached() throws IOException {
    List<Path> files = List.of(csv("a", 4096, 1), folder.resolve("missing.csv"));
    try (OperationStream stream = TraceFiles.open(files, null, ReadOptions.DEFAULT)) {
      assertThrows(IOException.class, () -> lines(stream));
    }
  }

  @Test
  void mergesByTimeAndKeepsTheOrderOfFilesAtOneTime() throws IOException {
    try (OperationStream merged =
        new MergedStream(
            List.of(
                trace("a", 4096, 1, 4, 4, 9).stream(),
                trace("b", 4096).stream(),
                trace("c", 4096, 0, 4, 5, 6, 7, 8, 10).stream()))) {
      assertEquals(
          List.of("0/0", "1/1", "4/4", "4/4", "4/4", "5/5", "6/6", "7/7", "8/8", "9/9", "10/10"),
          lines(merged));
      assertEquals(TraceHead.UNKNOWN, merged.head().operations());
      assertEquals(0, merged.read(new OperationBatch(1)));
    }
    WriteTrace first = trace("a", 4096, 3);
    WriteTrace second =
        WriteTrace.builder("b", "made by a test", 4096)
            .add(3, 100, 1, TraceOperation.DISCARD)
            .build();
    try (OperationStream merged = new MergedStream(List.of(second.stream(), first.stream()))) {
      assertEquals(List.of("3/100", "3/3"), lines(merged));
    }
  }

  @Test
  void mergesMoreOperationsThanAreReadAhead() throws IOException {
    WriteTrace.Builder even = WriteTrace.builder("even", "made by a test", 1 << 20);
    WriteTrace.Builder odd = WriteTrace.builder("odd", "made by a test", 1 << 20);
    for (int i = 0; i < 20_000; i++) {
      even.add(2L * i, 2L * i, 1, TraceOperation.WRITE);
      odd.add(2L * i + 1, 2L * i + 1, 1, TraceOperation.WRITE);
    }
    try (OperationStream merged =
        new MergedStream(List.of(even.build().stream(), odd.build().stream()))) {
      assertEquals(15_000, merged.skip(15_000));
      List<String> lines = lines(merged);
      assertEquals(25_000, lines.size());
      assertEquals("15000/15000", lines.get(0));
      assertEquals("39999/39999", lines.get(24_999));
    }
  }

  @Test
  void refusesToMergeFilesOfSeveralDisks() {
    List<OperationStream> files =
        List.of(trace("a", 4096, 1).stream(), trace("b", 512, 1).stream());
    assertThrows(TraceFormatException.class, () -> new MergedStream(files));
  }

  @Test
  void closesEveryFileThoughTheClosingOfOneFails() {
    List<String> closed = new ArrayList<>();
    List<OperationStream> files = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      files.add(new Closing(trace(name, 4096, 1).stream(), name, closed));
    }
    IOException e = assertThrows(IOException.class, () -> MergedStream.closeAll(files));
    assertEquals(List.of("a", "b", "c"), closed);
    assertEquals("a", e.getMessage());
    assertEquals("b", e.getSuppressed()[0].getMessage());
  }

  /** A stream that cannot be closed. */
  private record Closing(OperationStream stream, String name, List<String> closed)
      implements OperationStream {
    @Override
    public TraceHead head() {
      return stream.head();
    }

    @Override
    public int read(OperationBatch batch) throws IOException {
      return stream.read(batch);
    }

    @Override
    public List<String> remarks() {
      return stream.remarks();
    }

    @Override
    public void close() throws IOException {
      closed.add(name);
      throw new IOException(name);
    }
  }
}

package dev.dirtybench.workloads.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.write.TraceFile;
import dev.dirtybench.workloads.write.TraceWriter;
import dev.dirtybench.workloads.write.TraceWriters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Skip and limit over every format that can be written, however it is packed. */
class PartsOfFilesTest {
  private static final int SIZE = 20_000;
  private static final long DISK = 1L << 30;

  @TempDir Path folder;

  static Stream<Arguments> files() {
    return TraceWriters.all().stream()
        .flatMap(
            writer -> Stream.of("", ".gz", ".xz", ".zst").map(end -> Arguments.of(writer, end)));
  }

  /** Writes in whole sectors and microseconds, as every format can say them. */
  private static WriteTrace trace() {
    WriteTrace.Builder trace = WriteTrace.builder("parts", "made by a test", DISK);
    for (int i = 0; i < SIZE; i++) {
      trace.add(i * 1000L, i * 7919L % 1000 * 4096, 512L * (1 + i % 5), TraceOperation.WRITE);
    }
    return trace.build();
  }

  private static List<String> lines(OperationStream stream) throws IOException {
    List<String> lines = new ArrayList<>();
    OperationBatch batch = new OperationBatch();
    while (stream.read(batch) > 0) {
      for (int i = 0; i < batch.size(); i++) {
        lines.add(
            batch.timestamps()[i]
                + " "
                + batch.offsets()[i]
                + " "
                + batch.lengths()[i]
                + " "
                + batch.operation(i));
      }
      batch.clear();
    }
    return lines;
  }

  @ParameterizedTest
  @MethodSource("files")
  void areTheSamePartsOfTheWhole(TraceWriter writer, String end) throws IOException {
    Path file = folder.resolve("parts" + writer.suffix() + end);
    TraceFile.write(trace().stream(), writer, file);
    List<String> all = lines(trace().stream());
    for (int[] part :
        new int[][] {{0, SIZE}, {0, 1}, {1, 8192}, {8192, 1}, {12_345, 6789}, {SIZE, 1}}) {
      ReadOptions options = new ReadOptions(DISK, null, part[0], part[1], Map.of());
      try (OperationStream stream = TraceFiles.open(List.of(file), null, options)) {
        int to = Math.min(SIZE, part[0] + part[1]);
        assertEquals(all.subList(part[0], to), lines(stream));
        long known = stream.head().operations();
        assertEquals(known == TraceHead.UNKNOWN ? known : to - part[0], known);
      }
    }
  }
}

package dev.dirtybench.workloads.csv;

import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.read.HeapLimit;
import dev.dirtybench.workloads.read.ReadOptions;
import dev.dirtybench.workloads.read.TraceFiles;
import dev.dirtybench.workloads.read.TraceInput;
import dev.dirtybench.workloads.read.TraceLoader;
import dev.dirtybench.workloads.write.TraceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** Reads and writes whole files of the CSV form. */
public final class CsvFiles {
  private CsvFiles() {}

  public static WriteTrace read(Path path) throws IOException {
    try (OperationStream stream = TraceFiles.open(List.of(path), "csv", ReadOptions.DEFAULT)) {
      return TraceLoader.load(stream);
    }
  }

  public static WriteTrace read(InputStream in, String name) throws IOException {
    return read(in, name, HeapLimit.operations());
  }

  static WriteTrace read(InputStream in, String name, int maxOperations) throws IOException {
    TraceInput input = TraceInput.of(in, name);
    try (OperationStream stream = TraceFiles.open(input, "csv", ReadOptions.DEFAULT)) {
      return TraceLoader.load(stream, maxOperations);
    }
  }

  public static void write(WriteTrace trace, Path path) throws IOException {
    TraceFile.write(trace.stream(), new CsvTraceWriter(), path);
  }
}

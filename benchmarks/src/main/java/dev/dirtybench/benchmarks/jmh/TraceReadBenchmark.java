package dev.dirtybench.benchmarks.jmh;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.catalog.Traces;
import dev.dirtybench.workloads.read.ReadOptions;
import dev.dirtybench.workloads.read.TraceFiles;
import dev.dirtybench.workloads.write.TraceFile;
import dev.dirtybench.workloads.write.TraceWriter;
import dev.dirtybench.workloads.write.TraceWriters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many operations a second does one core read of a trace's file, in each text format and in our
 * binary one?
 *
 * <p>The file lies in a temporary folder and in the page cache. It is read as every command reads
 * one, by batches, with all checks. The score counts files; {@code operations} beside it counts
 * operations, which are lines in text formats.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 2,
    jvmArgsAppend = {"-XX:+UseSerialGC", "-Xms512m", "-Xmx512m"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TraceReadBenchmark {
  /** For JMH. */
  public TraceReadBenchmark() {}

  /** A trace in a file. */
  @State(Scope.Thread)
  public static class Subject {
    /**
     * A format that has a writer, or one of alibaba, biosnoop, fiu, msr, qemu-trace, spc, systor,
     * tencent.
     */
    @Param({"dbt", "csv", "fio", "blkparse"})
    public String format;

    /** How the file is packed: {@code none}, {@code gz}, {@code xz} or {@code zst}. */
    @Param("none")
    public String packing;

    /** A bundled trace, a file or a generator. */
    @Param({"postgres", "ext4-build", "zipf", "extents"})
    public String trace;

    /** The least number of operations; the trace is repeated up to it. */
    @Param("1000000")
    public long least;

    private final OperationBatch batch = new OperationBatch();
    private Path file;
    private ReadOptions options;

    /** For JMH. */
    public Subject() {}

    /**
     * Writes the file.
     *
     * @throws IOException if it cannot be written
     */
    @Setup(Level.Trial)
    public void write() throws IOException {
      TraceWriter writer =
          ForeignLines.knows(format) ? ForeignLines.writer(format) : TraceWriters.named(format);
      WriteTrace content = Traces.open(trace);
      String ending = packing.equals("none") ? "" : '.' + packing;
      file = Files.createTempFile("trace", writer.suffix() + ending);
      TraceFile.write(new RepeatedTrace(content, least), writer, file);
      options = new ReadOptions(content.deviceSize(), null, 0, Long.MAX_VALUE, Map.of());
      System.out.println(
          Files.size(file) + " bytes, " + read() + " operations in " + file.getFileName());
    }

    /** Reads the file; the number of operations. */
    private long read() throws IOException {
      long count = 0;
      try (OperationStream stream = TraceFiles.open(List.of(file), format, options)) {
        while (stream.read(batch) > 0) {
          count += batch.size();
          batch.clear();
        }
      }
      return count;
    }

    /**
     * Deletes the file.
     *
     * @throws IOException if that fails
     */
    @TearDown(Level.Trial)
    public void delete() throws IOException {
      Files.delete(file);
    }
  }

  /** What was read. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Counts {
    /** Operations of traces. */
    public long operations;

    /** For JMH. */
    public Counts() {}
  }

  /**
   * Reads the file from its first operation to its last.
   *
   * @param subject the file
   * @param counts takes the number of operations
   * @return keeps the work alive
   * @throws IOException if it cannot be read
   */
  @Benchmark
  public long read(Subject subject, Counts counts) throws IOException {
    long read = subject.read();
    counts.operations += read;
    return read;
  }
}

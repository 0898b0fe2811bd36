package dev.dirtybench.workloads.csv;

import dev.dirtybench.workloads.CsvRows;
import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.write.OperationOutput;
import dev.dirtybench.workloads.write.TraceWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the project's CSV form of a write trace, so that {@link CsvTraceReader} gives it back. */
public final class CsvTraceWriter extends TraceWriter {
  @Override
  public String format() {
    return "csv";
  }

  @Override
  public String summary() {
    return "the project's CSV: timestamp_ns,offset_bytes,length_bytes,op";
  }

  @Override
  public String suffix() {
    return ".csv";
  }

  @Override
  public OperationOutput open(OutputStream out, TraceHead head) throws IOException {
    StringBuilder lines = new StringBuilder();
    comment(lines, CsvHead.VERSION_LINE);
    comment(lines, "name: " + head.name());
    comment(lines, "device_size_bytes: " + head.deviceSize());
    comment(lines, "source: " + head.source());
    if (head.operations() != TraceHead.UNKNOWN) {
      comment(lines, "operations: " + head.operations());
    }
    head.comments().forEach(line -> comment(lines, line));
    lines.append(CsvRows.HEADER).append('\n');
    out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    return new OperationOutput() {
      @Override
      public void write(OperationBatch batch) throws IOException {
        CsvRows.write(batch, out);
      }

      @Override
      public void finish() {
        // The rows are all there is.
      }
    };
  }

  private static void comment(StringBuilder lines, String line) {
    lines.append("# ").append(line).append('\n');
  }
}

package dev.dirtybench.workloads.text;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.write.OperationOutput;
import dev.dirtybench.workloads.write.TraceWriter;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes fio's iolog version 3, so that fio replays a trace on a real disk with {@code read_iolog}.
 *
 * <p>The file that the log names is {@code NAME.img}, after the trace. Times are cut to
 * microseconds. A flush is a sync; a write-zeroes is a write, as fio has no such action. fio keeps
 * lengths in 32 bits: longer operations become several.
 */
public final class FioWriter extends TraceWriter {
  private static final int US = 1000;
  private static final long MOST_LENGTH = 0xffff_ffffL;
  // Divisible by every sector and granularity, and below what Linux writes at once.
  private static final long PIECE_LENGTH = 1L << 30;
  private static final int MOST_NAME_CHARS = 200;

  @Override
  public String format() {
    return FioReader.FORMAT;
  }

  @Override
  public String summary() {
    return "fio's iolog version 3, which fio replays with read_iolog";
  }

  @Override
  public String suffix() {
    return ".iolog";
  }

  @Override
  public OperationOutput open(OutputStream out, TraceHead head) throws IOException {
    return new Lines(out, fileName(head.name()));
  }

  /** A name that fio reads as one word. */
  static String fileName(String traceName) {
    String plain = traceName.replaceAll("[^A-Za-z0-9._-]", "_");
    return plain.substring(0, Math.min(plain.length(), MOST_NAME_CHARS)) + ".img";
  }

  private static final class Lines implements OperationOutput {
    private final TextLines lines;
    private final String file;
    private long lastUs;

    Lines(OutputStream out, String file) throws IOException {
      lines = new TextLines(out);
      this.file = " " + file + " ";
      lines.text(FioReader.VERSION_3).text("\n");
      line(0, "add\n");
      line(0, "open\n");
    }

    private void line(long timeUs, String action) throws IOException {
      lines.number(timeUs).text(file).text(action);
    }

    @Override
    public void write(OperationBatch batch) throws IOException {
      for (int i = 0; i < batch.size(); i++) {
        lastUs = batch.timestamps()[i] / US;
        operation(batch.operation(i), batch.offsets()[i], batch.lengths()[i]);
      }
      lines.flush();
    }

    private void operation(TraceOperation operation, long offset, long length) throws IOException {
      if (operation == TraceOperation.FLUSH) {
        line(lastUs, "sync 0 0\n");
        return;
      }
      String action = operation == TraceOperation.DISCARD ? "trim " : "write ";
      long piece = length > MOST_LENGTH ? PIECE_LENGTH : length;
      long end = offset + length;
      for (long at = offset; at < end; at += piece) {
        line(lastUs, action);
        lines.number(at).text(" ").number(Math.min(piece, end - at)).text("\n");
      }
    }

    @Override
    public void finish() throws IOException {
      line(lastUs, "close\n");
      lines.flush();
    }
  }
}

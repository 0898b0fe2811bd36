package dev.dirtybench.workloads.text;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.write.OperationOutput;
import dev.dirtybench.workloads.write.TraceWriter;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes what blkparse would print of a trace: a line of action D for each operation, for the
 * scripts that read such text.
 *
 * <p>Ranges are rounded outward to sectors. A write-zeroes is a write with the letter Z behind,
 * {@code WZ}: blkparse itself shows it as a write, and {@link BlkparseReader} gives it back.
 */
public final class BlkparseWriter extends TraceWriter {
  private static final int SECTOR_BYTES = TextStream.SECTOR_BYTES;
  private static final long SECOND_NS = 1_000_000_000;
  private static final String DEVICE_AND_CPU = "  8,0    0 ";
  private static final String PROCESS = " [dirtybench]\n";

  @Override
  public String format() {
    return BlkparseReader.FORMAT;
  }

  @Override
  public String summary() {
    return "text as of blkparse, for scripts that read it";
  }

  @Override
  public String suffix() {
    return ".blkparse";
  }

  @Override
  public OperationOutput open(OutputStream out, TraceHead head) {
    return new Lines(out);
  }

  private static final class Lines implements OperationOutput {
    private final TextLines lines;
    private long sequence;

    Lines(OutputStream out) {
      lines = new TextLines(out);
    }

    @Override
    public void write(OperationBatch batch) throws IOException {
      for (int i = 0; i < batch.size(); i++) {
        sequence++;
        long time = batch.timestamps()[i];
        lines.text(DEVICE_AND_CPU).number(sequence, 8, ' ').text(" ");
        lines.number(time / SECOND_NS, 5, ' ').text(".").number(time % SECOND_NS, 9, '0');
        lines.text("     0  D ").text(letters(batch.operation(i)));
        if (batch.operation(i).marks()) {
          long first = batch.offsets()[i] / SECTOR_BYTES;
          long last = (batch.offsets()[i] + batch.lengths()[i] - 1) / SECTOR_BYTES;
          lines.text(" ").number(first).text(" + ").number(last - first + 1);
        }
        lines.text(PROCESS);
      }
      lines.flush();
    }

    private static String letters(TraceOperation operation) {
      switch (operation) {
        case WRITE:
          return "  W";
        case WRITE_ZEROES:
          return " WZ";
        case DISCARD:
          return "  D";
        default:
          return " FN";
      }
    }

    @Override
    public void finish() {
      // The sums that blkparse prints say nothing that the lines do not.
    }
  }
}

package dev.dirtybench.benchmarks.jmh;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.write.OperationOutput;
import dev.dirtybench.workloads.write.TraceWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Lines of text formats that nobody needs to write but a benchmark that reads them: each operation
 * with a range as a write, flushes left out, ranges in whole sectors.
 */
enum ForeignLines {
  ALIBABA("0,W,%2$d,%3$d,%1$d", 1000),
  BIOSNOOP(
      "TIME(s) COMM PID DISK T SECTOR BYTES LAT(ms)",
      "%6$d.%7$06d postgres 1950 vda W %4$d %3$d 0.74",
      1000),
  FIU("%1$d 318 kjournald %4$d %5$d W 8 0 b2b04a8c", 1),
  MSR("%8$d,mds,0,Write,%2$d,%3$d,54086", 100),
  QEMU_TRACE(
      "17146@%6$d.%7$06d:blk_co_pwritev blk 0x3 bs 0x4 offset %2$d bytes %3$d flags 0x8", 1000),
  SPC("0,%4$d,%3$d,w,%6$d.%7$06d", 1000),
  SYSTOR(
      "Timestamp,Response,IOType,LUN,Offset,Size",
      "%6$d.%7$06d000,0.000806000,W,0,%2$d,%3$d",
      1000),
  TENCENT("%6$d,%4$d,%5$d,1,1063", 1000);

  private static final int SECTOR = 512;
  private static final long START_SECONDS = 1_456_095_145;
  private static final long MICROS = 1_000_000;

  /** Ticks of 100 ns from 1601, where Windows counts from, to 1970. */
  private static final long WINDOWS_EPOCH_TICKS = 116_444_736_000_000_000L;

  private final String head;

  private final String line;
  private final long timeUnitNs;

  /** A format without a head. */
  ForeignLines(String line, long timeUnitNs) {
    this(null, line, timeUnitNs);
  }

  /**
   * A format.
   *
   * @param head the first line, or null
   * @param line of time, offset, length, first sector, sectors, seconds, microseconds, Windows time
   * @param timeUnitNs of the first of these
   */
  ForeignLines(String head, String line, long timeUnitNs) {
    this.head = head;
    this.line = line;
    this.timeUnitNs = timeUnitNs;
  }

  /** Whether a format is one of these. */
  static boolean knows(String format) {
    return Arrays.stream(values()).anyMatch(lines -> lines.format().equals(format));
  }

  /** A writer of a format's lines. */
  static TraceWriter writer(String format) {
    return new Writer(
        Arrays.stream(values()).filter(l -> l.format().equals(format)).findFirst().orElseThrow());
  }

  private String format() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private String line(long timeNs, long offset, long length) {
    long time = START_SECONDS * (1_000_000_000L / timeUnitNs) + timeNs / timeUnitNs;
    long first = offset / SECTOR;
    long sectors = Math.max(1, length / SECTOR);
    long micros = START_SECONDS * MICROS + timeNs / 1000;
    return String.format(
        Locale.ROOT,
        line,
        time,
        first * SECTOR,
        sectors * SECTOR,
        first,
        sectors,
        micros / MICROS,
        micros % MICROS,
        WINDOWS_EPOCH_TICKS + micros * 10);
  }

  /** Writes the lines, behind the head where there is one. */
  private static final class Writer extends TraceWriter {
    private final ForeignLines lines;

    Writer(ForeignLines lines) {
      this.lines = lines;
    }

    @Override
    public String format() {
      return lines.format();
    }

    @Override
    public String summary() {
      return "lines to be read by a benchmark";
    }

    @Override
    public String suffix() {
      return ".txt";
    }

    @Override
    public OperationOutput open(OutputStream out, TraceHead head) throws IOException {
      if (lines.head != null) {
        write(out, lines.head);
      }
      return new OperationOutput() {
        @Override
        public void write(OperationBatch batch) throws IOException {
          for (int i = 0; i < batch.size(); i++) {
            if (batch.operation(i).marks()) {
              Writer.write(
                  out, lines.line(batch.timestamps()[i], batch.offsets()[i], batch.lengths()[i]));
            }
          }
        }

        @Override
        public void finish() {
          // The lines are all there is.
        }
      };
    }

    private static void write(OutputStream out, String line) throws IOException {
      out.write((line + '\n').getBytes(StandardCharsets.US_ASCII));
    }
  }
}

package dev.dirtybench.workloads.text;

import dev.dirtybench.workloads.Quoted;
import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.read.DeviceFilter;
import dev.dirtybench.workloads.read.LineFields;
import dev.dirtybench.workloads.read.LineReader;
import dev.dirtybench.workloads.read.ReadOptions;
import dev.dirtybench.workloads.read.RecordSink;
import dev.dirtybench.workloads.read.RecordStream;
import dev.dirtybench.workloads.read.Tally;
import dev.dirtybench.workloads.read.TraceInput;
import java.io.IOException;

/**
 * The operations of a text file that has a record on each line; blank lines say nothing.
 *
 * <p>A format's stream takes its numbers through the methods here, so that all of them say alike
 * what was expected where.
 */
abstract class TextStream extends RecordStream {
  /** Bytes of the sectors that most of the forms count in, whatever the disk's own are. */
  static final int SECTOR_BYTES = 512;

  private static final int SECTOR_BITS = 9;
  private static final String WHOLE_NUMBER = ", a whole number of 0 to ";

  private final TraceInput input;
  private final LineReader lines;
  private final LineFields fields;
  private final Tally reads;
  private final Tally empty;

  /** A stream before the first line. */
  TextStream(TraceInput input, String format, ReadOptions options) {
    this(
        input,
        input.head(format).withDeviceSize(options.deviceSize()),
        new LineReader(input.content(), input.name()));
  }

  private TextStream(TraceInput input, TraceHead head, LineReader lines) {
    super(head, lines, head.deviceSize());
    this.input = input;
    this.lines = lines;
    fields = new LineFields(lines);
    reads = sink().tally("reads left out");
    empty = sink().tally("operations of no length left out");
  }

  @Override
  protected final boolean record(RecordSink into) throws IOException {
    if (!lines.next()) {
      end();
      return false;
    }
    if (lines.start() < lines.end()) {
      line(into);
    }
    return true;
  }

  /** Reads the line that the reader stands on; it is not empty. */
  abstract void line(RecordSink into) throws IOException;

  /** Called once behind the last line; an error if the file lacks something. */
  void end() throws TraceFormatException {
    // Most forms have nothing to settle.
  }

  @Override
  public final void close() throws IOException {
    input.close();
  }

  final LineReader lines() {
    return lines;
  }

  /** The fields of the line, once a subclass has split it. */
  final LineFields fields() {
    return fields;
  }

  final DeviceFilter deviceFilter(ReadOptions options) {
    return new DeviceFilter(options, lines, sink());
  }

  /** Counts a read, which changes nothing on the disk. */
  final void leaveOutRead() {
    reads.increment();
  }

  /** Hands on an operation, or counts it where it covers nothing. */
  final void add(RecordSink into, long timeNs, long offset, long length, TraceOperation operation)
      throws TraceFormatException {
    if (length == 0) {
      empty.increment();
    } else {
      into.add(timeNs, offset, length, operation);
    }
  }

  /** Splits at commas; {@code names} are the columns, of which more than {@code most} are wrong. */
  final void columns(int least, int most, String names) throws TraceFormatException {
    int count = fields.split(',');
    if (count < least || count > most) {
      throw lines.fault(
          "the columns " + names,
          count + (count == 1 ? " column " : " columns ") + Quoted.text(lines.raw()));
    }
  }

  /** Whether this is the first line and names the columns, which files have or lack. */
  final boolean isHeader(String names) {
    return lines.number() == 1 && lines.raw().equalsIgnoreCase(names);
  }

  /** The error of a line that is cut or of another form. */
  final TraceFormatException malformed(String expected) {
    return lines.fault(expected, Quoted.text(lines.raw()));
  }

  final long number(int field, String what) throws TraceFormatException {
    return number(field, what, Long.MAX_VALUE);
  }

  /** A number of sectors, as bytes. */
  final long sectors(int field, String what) throws TraceFormatException {
    return number(field, what, WriteTrace.MAX_DEVICE_SIZE / SECTOR_BYTES) << SECTOR_BITS;
  }

  /** A time in a unit of so many nanoseconds, as nanoseconds. */
  final long time(int field, String what, int unitNs) throws TraceFormatException {
    return number(field, what, Long.MAX_VALUE / unitNs) * unitNs;
  }

  /** A time in seconds with decimals, as nanoseconds. */
  final long seconds(int field, String what) throws TraceFormatException {
    long ns = fields.secondsAsNs(field);
    if (ns < 0) {
      throw fields.fault(field, what + ", seconds with or without decimals");
    }
    return ns;
  }

  final long hex(int field, String what) throws TraceFormatException {
    long value = fields.hexNumber(field);
    if (value < 0) {
      throw fields.fault(field, what + ", a hexadecimal number of 0 to 0x7fffffffffffffff");
    }
    return value;
  }

  private long number(int field, String what, long most) throws TraceFormatException {
    long value = fields.number(field);
    if (value < 0 || value > most) {
      throw fields.fault(field, what + WHOLE_NUMBER + most);
    }
    return value;
  }
}

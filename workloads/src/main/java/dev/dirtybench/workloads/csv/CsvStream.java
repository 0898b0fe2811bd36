package dev.dirtybench.workloads.csv;

import dev.dirtybench.workloads.CsvRows;
import dev.dirtybench.workloads.Quoted;
import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.read.LineReader;
import dev.dirtybench.workloads.read.RecordSink;
import dev.dirtybench.workloads.read.RecordStream;
import dev.dirtybench.workloads.read.TraceInput;
import java.io.IOException;

/** The rows of a file of the CSV form; strict: whatever breaks the form ends the reading. */
final class CsvStream extends RecordStream {
  // With 19 digits a number can pass 2^63, and is then negative; it cannot pass 2^64.
  private static final int MAX_DIGITS = 19;
  private static final long NOT_A_NUMBER = -1;
  private static final String[] COLUMNS = CsvRows.HEADER.split(",");

  private final TraceInput input;
  private final LineReader lines;
  private long lastNs;
  private long rows;

  // Index of the next byte to parse.
  private int at;

  /** Rows from the line on which the reader stands. */
  CsvStream(TraceInput input, LineReader lines, TraceHead head) {
    super(head, lines, head.deviceSize());
    this.input = input;
    this.lines = lines;
  }

  @Override
  public void close() throws IOException {
    input.close();
  }

  @Override
  protected boolean record(RecordSink into) throws IOException {
    if (!lines.present()) {
      checkCount();
      return false;
    }
    at = lines.start();
    long timestampNs = number();
    long offset = number();
    long length = number();
    TraceOperation operation = operation();
    if (timestampNs < 0 || offset < 0 || length < 0 || operation == null) {
      throw unreadable();
    }
    if (timestampNs < lastNs) {
      throw lines.fault(
          "a time of " + lastNs + " ns or later, as times do not go back",
          Long.toString(timestampNs));
    }
    if (operation != TraceOperation.FLUSH) {
      into.add(timestampNs, offset, length, operation);
    } else if (offset == 0 && length == 0) {
      into.flush(timestampNs);
    } else {
      throw lines.fault(
          "offset 0 and length 0 for a flush", "offset " + offset + " and length " + length);
    }
    lastNs = timestampNs;
    rows++;
    lines.next();
    return true;
  }

  private void checkCount() throws TraceFormatException {
    long promised = head().operations();
    if (promised == TraceHead.UNKNOWN ? rows == 0 : rows != promised) {
      throw lines.fault(
          promised == TraceHead.UNKNOWN ? "1 operation or more" : promised + " operations",
          "the end of the file after " + rows);
    }
  }

  /** Reads digits and the comma behind them. */
  private long number() {
    byte[] buffer = lines.buffer();
    int end = lines.end();
    int first = at;
    long value = 0;
    while (at < end) {
      int digit = buffer[at] - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      value = value * 10 + digit;
      at++;
    }
    int digits = at - first;
    boolean comma = at < end && buffer[at] == ',';
    at++;
    return comma && digits > 0 && digits <= MAX_DIGITS && value >= 0 ? value : NOT_A_NUMBER;
  }

  /** Reads the letter that ends the line; null if there is none. */
  private TraceOperation operation() {
    if (at != lines.end() - 1) {
      return null;
    }
    switch (lines.buffer()[at]) {
      case 'W':
        return TraceOperation.WRITE;
      case 'Z':
        return TraceOperation.WRITE_ZEROES;
      case 'D':
        return TraceOperation.DISCARD;
      case 'F':
        return TraceOperation.FLUSH;
      default:
        return null;
    }
  }

  /** Finds out, at leisure, what is wrong with the line. */
  private TraceFormatException unreadable() {
    String line = lines.raw();
    if (line.startsWith("#")) {
      return lines.fault("an operation, as comments stand before the header", Quoted.text(line));
    }
    String[] fields = line.split(",", -1);
    if (fields.length != COLUMNS.length) {
      return lines.fault(
          "the " + COLUMNS.length + " columns " + CsvRows.HEADER,
          fields.length + (fields.length == 1 ? " column " : " columns ") + Quoted.text(line));
    }
    for (int i = 0; i < COLUMNS.length - 1; i++) {
      if (!fits(fields[i])) {
        return lines.fault(
            COLUMNS[i] + ", a whole number of 0 to " + Long.MAX_VALUE, Quoted.text(fields[i]));
      }
    }
    return lines.fault("op W, Z, D or F", Quoted.text(fields[COLUMNS.length - 1]));
  }

  private static boolean fits(String field) {
    return field.matches("[0-9]{1," + MAX_DIGITS + "}") && Long.parseUnsignedLong(field) >= 0;
  }
}

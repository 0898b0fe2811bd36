package dev.dirtybench.workloads;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads the project's CSV form of a write trace, plain or gzip; the README of this module states
 * the form.
 *
 * <p>Strict: whatever breaks the form ends the reading with file, line, expected and found. Memory
 * is bounded: lines and comments by fixed limits, operations by half of the JVM's largest heap.
 */
public final class CsvTraceReader {
  // With 19 digits a number can pass 2^63, and is then negative; it cannot pass 2^64.
  private static final int MAX_DIGITS = 19;
  private static final long NOT_A_NUMBER = -1;
  private static final String[] COLUMNS = CsvRows.HEADER.split(",");

  private final LineReader lines;
  private final CsvHead head;
  private final WriteTrace.Builder trace;

  // Index of the next byte to parse.
  private int at;

  private CsvTraceReader(LineReader lines, CsvHead head, WriteTrace.Builder trace) {
    this.lines = lines;
    this.head = head;
    this.trace = trace;
  }

  /**
   * Reads a file.
   *
   * @param path the file; gzip is recognised by content
   * @return the trace; its name is the one that the file states, else the file's without .gz, .csv
   * @throws TraceFormatException if the content is no trace
   * @throws IOException if the file cannot be read
   */
  public static WriteTrace read(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return read(in, path.toString());
    }
  }

  /**
   * Reads a stream to its end; does not close it.
   *
   * @param in the bytes; gzip is recognised by content
   * @param name what errors call the stream, and the trace's name where the content states none
   * @return the trace
   * @throws TraceFormatException if the content is no trace
   * @throws IOException if the stream cannot be read
   */
  public static WriteTrace read(InputStream in, String name) throws IOException {
    return read(in, name, HeapLimit.operations());
  }

  static WriteTrace read(InputStream in, String name, int maxOperations) throws IOException {
    byte[] start = in.readNBytes(2);
    PushbackInputStream whole = new PushbackInputStream(in, 2);
    whole.unread(start);
    if (!GzipStream.isGzip(start)) {
      return read(new LineReader(whole, name), name, maxOperations);
    }
    try (GzipStream content = new GzipStream(whole)) {
      return read(new LineReader(content, name), name, maxOperations);
    }
  }

  private static WriteTrace read(LineReader lines, String file, int maxOperations)
      throws IOException {
    CsvHead head = CsvHead.read(lines);
    WriteTrace.Builder trace =
        WriteTrace.builder(
            head.name() == null ? nameOf(file) : head.name(),
            head.source() == null ? "not stated by " + nameOf(file) : head.source(),
            head.deviceSize(),
            maxOperations);
    head.comments().forEach(trace::comment);
    new CsvTraceReader(lines, head, trace).rows();
    return trace.build();
  }

  private static String nameOf(String file) {
    String last = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    String stem = last.replaceFirst("\\.gz$", "").replaceFirst("\\.csv$", "");
    String name = Quoted.escaped(stem.isBlank() ? file : stem);
    return name.isBlank() ? "unnamed" : name.substring(0, Math.min(name.length(), 200));
  }

  private void rows() throws IOException {
    for (; lines.present(); lines.next()) {
      row();
    }
    if (head.operations() == null ? trace.size() == 0 : trace.size() != head.operations()) {
      String expected =
          head.operations() == null ? "1 operation or more" : head.operations() + " operations";
      throw lines.fault(expected, "the end of the file after " + trace.size());
    }
  }

  private void row() throws TraceFormatException {
    at = lines.start();
    long timestampNs = number();
    long offset = number();
    long length = number();
    TraceOperation operation = operation();
    if (timestampNs < 0 || offset < 0 || length < 0 || operation == null) {
      throw unreadable();
    }
    OperationFault fault = trace.faultOf(timestampNs, offset, length, operation);
    if (fault != null) {
      throw lines.fault(fault.expected(), fault.found());
    }
    if (trace.isFull()) {
      throw lines.fault(
          "at most " + trace.size() + " operations, as this JVM's heap allows (see -Xmx)", "more");
    }
    trace.append(timestampNs, offset, length, operation);
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

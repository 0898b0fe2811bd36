package dev.dirtybench.workloads;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The rows of the CSV form: the operations of a trace, a line each, without any header. */
final class CsvRows {
  /** Names and order of the columns, the line before the rows. */
  static final String HEADER = "timestamp_ns,offset_bytes,length_bytes,op";

  private static final int CHUNK_CHARS = 1 << 15;
  // Three numbers of 19 digits, three commas, a letter, a line feed.
  private static final int MAX_ROW_CHARS = 62;

  private CsvRows() {}

  /** Writes the rows in pieces, each of whole rows. */
  static void write(WriteTrace trace, OutputStream out) throws IOException {
    StringBuilder chunk = new StringBuilder(CHUNK_CHARS);
    int next = 0;
    while (next < trace.size()) {
      next = fill(chunk, trace, next);
      out.write(bytes(chunk));
    }
  }

  static String sha256(WriteTrace trace) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256, this one lacks it", e);
    }
    StringBuilder chunk = new StringBuilder(CHUNK_CHARS);
    digest.update(bytes(chunk.append(trace.deviceSize()).append('\n')));
    int next = 0;
    while (next < trace.size()) {
      next = fill(chunk, trace, next);
      digest.update(bytes(chunk));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static int fill(StringBuilder chunk, WriteTrace trace, int from) {
    chunk.setLength(0);
    int i = from;
    while (i < trace.size() && chunk.length() <= CHUNK_CHARS - MAX_ROW_CHARS) {
      chunk.append(trace.timestampNs(i)).append(',');
      chunk.append(trace.offset(i)).append(',');
      chunk.append(trace.length(i)).append(',');
      chunk.append(trace.operation(i).code()).append('\n');
      i++;
    }
    return i;
  }

  private static byte[] bytes(StringBuilder chunk) {
    return chunk.toString().getBytes(StandardCharsets.UTF_8);
  }
}

package dev.dirtybench.workloads;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The rows of the CSV form: the operations of a trace, a line each, without any header. */
public final class CsvRows {
  /** Names and order of the columns, the line before the rows. */
  public static final String HEADER = "timestamp_ns,offset_bytes,length_bytes,op";

  private static final int CHUNK_CHARS = 1 << 15;
  // Three numbers of 19 digits, three commas, a letter, a line feed.
  private static final int MAX_ROW_CHARS = 62;

  private CsvRows() {}

  /**
   * Writes the rows of a batch.
   *
   * @param batch left as it is
   * @param out takes the text
   * @throws IOException if it cannot be written
   */
  public static void write(OperationBatch batch, OutputStream out) throws IOException {
    StringBuilder chunk = new StringBuilder(CHUNK_CHARS);
    for (int i = 0; i < batch.size(); i++) {
      row(chunk, batch.timestamps()[i], batch.offsets()[i], batch.lengths()[i], batch.operation(i));
      if (chunk.length() > CHUNK_CHARS - MAX_ROW_CHARS) {
        out.write(bytes(chunk));
        chunk.setLength(0);
      }
    }
    out.write(bytes(chunk));
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
      row(chunk, trace.timestampNs(i), trace.offset(i), trace.length(i), trace.operation(i));
      i++;
    }
    return i;
  }

  private static void row(
      StringBuilder chunk, long timestampNs, long offset, long length, TraceOperation operation) {
    chunk.append(timestampNs).append(',').append(offset).append(',').append(length);
    chunk.append(',').append(operation.code()).append('\n');
  }

  private static byte[] bytes(StringBuilder chunk) {
    return chunk.toString().getBytes(StandardCharsets.UTF_8);
  }
}

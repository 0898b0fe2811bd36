package dev.dirtybench.workloads.csv;

import dev.dirtybench.workloads.TraceFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A start, and then one piece of text without end. */
final class EndlessTrace extends InputStream {
  static final String HEAD = "# device_size_bytes: 1\ntimestamp_ns,offset_bytes,length_bytes,op\n";

  private final byte[] head;
  private final byte[] piece;
  private long position;

  EndlessTrace(String head, String piece) {
    this.head = head.getBytes(StandardCharsets.UTF_8);
    this.piece = piece.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public int read() {
    long at = position++;
    return at < head.length ? head[(int) at] : piece[(int) ((at - head.length) % piece.length)];
  }

  /** Reads rows without end, in a JVM of its own with a small heap; prints the error. */
  public static void main(String[] args) throws IOException {
    try {
      CsvFiles.read(new EndlessTrace(HEAD, "0,0,1,W\n"), "endless");
    } catch (TraceFormatException e) {
      System.out.println(e.getMessage());
    }
  }
}

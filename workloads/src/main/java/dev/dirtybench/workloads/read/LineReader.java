package dev.dirtybench.workloads.read;

import dev.dirtybench.workloads.CommentLine;
import dev.dirtybench.workloads.TraceFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The lines of a file, one at a time, in a buffer of fixed size.
 *
 * <p>A line ends with a line feed, which a carriage return may precede; the last one may lack it.
 */
public final class LineReader implements RecordPlace {
  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream in;
  private final String file;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int filled;
  private int nextStart;
  private boolean ended;

  private int start;
  private int end;
  private long number;

  public LineReader(InputStream in, String file) {
    this.in = in;
    this.file = file;
  }

  /**
   * Goes to the next line.
   *
   * @return false at the end of the file; {@link #number()} is then one past the last line
   */
  public boolean next() throws IOException {
    number++;
    int lineFeed = nextStart;
    while (true) {
      while (lineFeed < filled && buffer[lineFeed] != '\n') {
        lineFeed++;
      }
      if (lineFeed < filled || ended) {
        break;
      }
      if (lineFeed - nextStart > CommentLine.MAX_LINE_BYTES + 1) {
        throw tooLong();
      }
      lineFeed -= nextStart;
      refill();
    }
    start = nextStart;
    end = lineFeed;
    nextStart = Math.min(lineFeed + 1, filled);
    if (end > start && buffer[end - 1] == '\r') {
      end--;
    }
    if (end - start > CommentLine.MAX_LINE_BYTES) {
      throw tooLong();
    }
    return present();
  }

  /**
   * Whether there is a line, and not the end of the file.
   *
   * @return false at the end
   */
  public boolean present() {
    return start < filled;
  }

  /** Moves the started line to the front and reads behind it. */
  private void refill() throws IOException {
    System.arraycopy(buffer, nextStart, buffer, 0, filled - nextStart);
    filled -= nextStart;
    nextStart = 0;
    int count;
    try {
      count = in.read(buffer, filled, buffer.length - filled);
    } catch (PackedFault e) {
      throw new TraceFormatException(file, "line " + number, e.expected(), e.found(), e);
    }
    ended = count < 0;
    filled += Math.max(0, count);
  }

  private TraceFormatException tooLong() {
    return fault("a line of at most " + CommentLine.MAX_LINE_BYTES + " bytes", "a longer one");
  }

  /** The buffer that holds the line. */
  public byte[] buffer() {
    return buffer;
  }

  /** Index of the line's first byte. */
  public int start() {
    return start;
  }

  /** Index past the line's last byte. */
  public int end() {
    return end;
  }

  /** 1 for the first line. */
  public long number() {
    return number;
  }

  /** The line as text, for the few lines that are no rows. */
  public String text() throws TraceFormatException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(buffer, start, end - start))
          .toString();
    } catch (CharacterCodingException e) {
      throw new TraceFormatException(file, "line " + number, "text in UTF-8", "other bytes", e);
    }
  }

  /** The line for a message, whatever its bytes are. */
  public String raw() {
    return new String(buffer, start, end - start, StandardCharsets.ISO_8859_1);
  }

  @Override
  public TraceFormatException fault(String expected, String found) {
    return new TraceFormatException(file, "line " + number, expected, found);
  }
}

package dev.dirtybench.workloads.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/**
 * The first bytes of an unpacked content, read ahead.
 *
 * <p>Damage behind the first byte is kept for the one who gets there: so an error can name the line
 * or record, and what lies before it can be salvaged.
 */
final class StartBytes {
  private final byte[] bytes;
  private final boolean whole;
  private final PackedFault fault;

  private StartBytes(byte[] bytes, boolean whole, PackedFault fault) {
    this.bytes = bytes;
    this.whole = whole;
    this.fault = fault;
  }

  /**
   * Reads the first bytes; closes the content if that fails.
   *
   * @throws PackedFault if there is damage before the first byte
   * @throws IOException if the file cannot be read
   */
  static StartBytes read(InputStream content) throws IOException {
    byte[] bytes = new byte[TraceStart.MOST_BYTES];
    int length = 0;
    try {
      int count = 0;
      while (count >= 0 && length < bytes.length) {
        length += count;
        count = content.read(bytes, length, bytes.length - length);
      }
      return new StartBytes(Arrays.copyOf(bytes, length), count < 0, null);
    } catch (PackedFault e) {
      if (length == 0) {
        content.close();
        throw e;
      }
      return new StartBytes(Arrays.copyOf(bytes, length), false, e);
    } catch (IOException e) {
      content.close();
      throw e;
    }
  }

  TraceStart start() {
    return new TraceStart(bytes, whole);
  }

  /** The content from its first byte on. */
  InputStream andRest(InputStream content) {
    InputStream rest = fault == null ? content : new Damaged(content, fault);
    return new SequenceInputStream(new ByteArrayInputStream(bytes), rest);
  }

  /** Nothing but an error. */
  private static final class Damaged extends InputStream {
    private final InputStream content;
    private final PackedFault fault;

    Damaged(InputStream content, PackedFault fault) {
      this.content = content;
      this.fault = fault;
    }

    @Override
    public int read() throws IOException {
      throw fault;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      throw fault;
    }

    @Override
    public void close() throws IOException {
      content.close();
    }
  }
}

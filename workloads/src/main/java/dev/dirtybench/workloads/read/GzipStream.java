package dev.dirtybench.workloads.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The content of gzip bytes (RFC 1952), one member or several.
 *
 * <p>Unlike {@link java.util.zip.GZIPInputStream} it takes nothing for the end but the end: bytes
 * after a member must be another whole member. There a damaged second member ends the content early
 * and in silence, and a trace would lose its second half.
 */
public final class GzipStream extends InputStream {
  private static final int MAGIC_1 = 0x1f;
  private static final int MAGIC_2 = 0x8b;
  private static final int DEFLATE = 8;
  private static final int FLAG_HEADER_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;
  private static final int FLAGS_RESERVED = 0xe0;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 14];
  private int position;
  private int limit;

  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private boolean inMember;
  private boolean ended;

  /**
   * Content of a stream that starts with a gzip member.
   *
   * @param in read to its end, not closed
   */
  public GzipStream(InputStream in) {
    this.in = in;
  }

  /** Whether bytes start as gzip does. */
  public static boolean isGzip(byte[] bytes) {
    return bytes.length >= 2 && (bytes[0] & 0xff) == MAGIC_1 && (bytes[1] & 0xff) == MAGIC_2;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, target.length);
    if (length == 0) {
      return 0;
    }
    while (!ended) {
      if (!inMember) {
        startMember();
        continue;
      }
      int count = inflate(target, from, length);
      if (count > 0) {
        crc.update(target, from, count);
        return count;
      }
      if (inflater.finished()) {
        endMember();
      } else if (inflater.needsDictionary()) {
        throw new PackedFault("intact gzip data", "a preset dictionary");
      } else if (fill()) {
        inflater.setInput(buffer, position, limit - position);
      } else {
        throw new PackedFault("the rest of the gzip data", "the end of the file");
      }
    }
    return -1;
  }

  private int inflate(byte[] target, int from, int length) throws PackedFault {
    try {
      return inflater.inflate(target, from, length);
    } catch (DataFormatException e) {
      PackedFault fault = new PackedFault("intact gzip data", String.valueOf(e.getMessage()));
      fault.initCause(e);
      throw fault;
    }
  }

  private void startMember() throws IOException {
    inflater.reset();
    crc.reset();
    if (position == limit && !fill()) {
      ended = true;
      return;
    }
    if (next() != MAGIC_1 || next() != MAGIC_2) {
      throw new PackedFault("the end of the file or more gzip data", "other bytes");
    }
    if (next() != DEFLATE) {
      throw new PackedFault("gzip data packed with deflate", "another method");
    }
    int flags = next();
    if ((flags & FLAGS_RESERVED) != 0) {
      throw new PackedFault("gzip data without reserved flags", "flags " + flags);
    }
    skip(6);
    if ((flags & FLAG_EXTRA) != 0) {
      skip(next() | next() << 8);
    }
    if ((flags & FLAG_NAME) != 0) {
      skipText();
    }
    if ((flags & FLAG_COMMENT) != 0) {
      skipText();
    }
    if ((flags & FLAG_HEADER_CRC) != 0) {
      skip(2);
    }
    inflater.setInput(buffer, position, limit - position);
    inMember = true;
  }

  private void endMember() throws IOException {
    position = limit - inflater.getRemaining();
    long sum = nextInt();
    long size = nextInt();
    if (sum != crc.getValue() || size != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw new PackedFault("gzip data that matches its checksum", "a mismatch");
    }
    inMember = false;
  }

  private long nextInt() throws IOException {
    return next() | next() << 8 | next() << 16 | (long) next() << 24;
  }

  private void skipText() throws IOException {
    while (next() != 0) {
      continue;
    }
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private int next() throws IOException {
    if (position == limit && !fill()) {
      throw new PackedFault("the rest of the gzip data", "the end of the file");
    }
    return buffer[position++] & 0xff;
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(buffer, 0, buffer.length));
    return limit > 0;
  }

  @Override
  public void close() {
    inflater.end();
  }
}

package dev.dirtybench.workloads.read;

import dev.dirtybench.workloads.TraceFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The bytes of a binary trace, a record at a time, in a buffer of fixed size.
 *
 * <p>For use by one thread. A call of {@link #record} starts a record, of {@link #more} goes on in
 * it; errors name the record's number and its first byte.
 */
public final class BinaryInput implements RecordPlace {
  /** The most bytes that can be asked for at once. */
  public static final int MOST_BYTES = 1 << 16;

  private final InputStream in;
  private final String file;
  private final ByteBuffer buffer = ByteBuffer.allocate(2 * MOST_BYTES).limit(0);
  private long bufferStart;
  private long recordStart;
  private long records;

  /**
   * Bytes from the stream's position on.
   *
   * @param in read to its end, not closed
   * @param file what errors call it
   */
  public BinaryInput(InputStream in, String file) {
    this.in = in;
    this.file = file;
  }

  /**
   * Sets how numbers are read from the buffer.
   *
   * @param order of the file's bytes
   */
  public void order(ByteOrder order) {
    buffer.order(order);
  }

  /**
   * Starts the next record.
   *
   * @param size bytes of its fixed part, 1 to {@link #MOST_BYTES}
   * @return a buffer whose next {@code size} bytes are the record's; null at the end of the file
   * @throws TraceFormatException if the file ends within the record
   * @throws IOException if it cannot be read
   */
  public ByteBuffer record(int size) throws IOException {
    recordStart = position();
    records++;
    fill(size);
    if (buffer.remaining() == 0) {
      records--;
      return null;
    }
    return checked(size);
  }

  /**
   * Goes on in the record.
   *
   * @param size bytes of its next part, 0 to {@link #MOST_BYTES}
   * @return a buffer whose next {@code size} bytes are the part's
   * @throws TraceFormatException if the file ends within it
   * @throws IOException if it cannot be read
   */
  public ByteBuffer more(int size) throws IOException {
    fill(size);
    return checked(size);
  }

  /**
   * Goes past bytes of the record.
   *
   * @param count 0 or more
   * @throws TraceFormatException if the file ends before
   * @throws IOException if it cannot be read
   */
  public void skip(long count) throws IOException {
    long left = count;
    while (left > 0) {
      int part = (int) Math.min(left, buffer.remaining());
      buffer.position(buffer.position() + part);
      left -= part;
      if (left > 0) {
        fill((int) Math.min(left, MOST_BYTES));
        if (buffer.remaining() == 0) {
          throw fault("another " + left + " bytes of the record", "the end of the file");
        }
      }
    }
  }

  /**
   * The offset of the next byte.
   *
   * @return bytes from the start of the unpacked content
   */
  public long position() {
    return bufferStart + buffer.position();
  }

  private ByteBuffer checked(int size) throws TraceFormatException {
    if (buffer.remaining() < size) {
      throw fault(size + " bytes of the record", "the end of the file after " + buffer.remaining());
    }
    return buffer;
  }

  private void fill(int size) throws IOException {
    if (buffer.remaining() >= size) {
      return;
    }
    bufferStart += buffer.position();
    buffer.compact();
    try {
      while (buffer.position() < size) {
        int count = in.read(buffer.array(), buffer.position(), buffer.remaining());
        if (count < 0) {
          break;
        }
        buffer.position(buffer.position() + count);
      }
    } catch (PackedFault e) {
      throw new TraceFormatException(file, place(), e.expected(), e.found(), e);
    } finally {
      buffer.flip();
    }
  }

  private String place() {
    return "record " + records + " at byte " + recordStart;
  }

  @Override
  public TraceFormatException fault(String expected, String found) {
    return new TraceFormatException(file, place(), expected, found);
  }
}

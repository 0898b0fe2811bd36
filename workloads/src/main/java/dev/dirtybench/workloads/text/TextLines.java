package dev.dirtybench.workloads.text;

import java.io.IOException;
import java.io.OutputStream;

/** Lines of ASCII on their way into a file, a piece at a time; for use by one thread. */
final class TextLines {
  private static final int CHUNK_BYTES = 1 << 15;
  private static final int MOST_DIGITS = 19;

  private final OutputStream out;
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private final byte[] digits = new byte[MOST_DIGITS];
  private int size;

  /** Lines for a stream, which {@link #flush} alone fills to the end. */
  TextLines(OutputStream out) {
    this.out = out;
  }

  /** Appends a text of ASCII characters. */
  TextLines text(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      put((byte) text.charAt(i));
    }
    return this;
  }

  /** Appends a number of 0 or more. */
  TextLines number(long number) throws IOException {
    return number(number, 1, ' ');
  }

  /** Appends a number of 0 or more, with padding before it up to a width of at most 19. */
  TextLines number(long number, int width, char padding) throws IOException {
    long rest = number;
    int at = MOST_DIGITS;
    do {
      at--;
      digits[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    for (int i = MOST_DIGITS - at; i < width; i++) {
      put((byte) padding);
    }
    for (int i = at; i < MOST_DIGITS; i++) {
      put(digits[i]);
    }
    return this;
  }

  private void put(byte b) throws IOException {
    if (size == CHUNK_BYTES) {
      flush();
    }
    chunk[size] = b;
    size++;
  }

  /** Hands what there is to the stream. */
  void flush() throws IOException {
    out.write(chunk, 0, size);
    size = 0;
  }
}

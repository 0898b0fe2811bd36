package dev.dirtybench.workloads.read;

import dev.dirtybench.workloads.Quoted;
import dev.dirtybench.workloads.TraceFormatException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The fields of a line, found and read in the line's own bytes, without an object for each.
 *
 * <p>Numbers are plain decimal without sign; a field that is none, or is past 2^63 - 1, reads as
 * {@link #NOT_A_NUMBER}. For use by one thread.
 */
public final class LineFields {
  /** Stands for a field that is no number. */
  public static final long NOT_A_NUMBER = -1;

  private static final int MOST_FIELDS = 256;
  private static final int MOST_DIGITS = 19;
  private static final int NANO_DIGITS = 9;

  private final LineReader lines;
  private final int[] starts = new int[MOST_FIELDS];
  private final int[] ends = new int[MOST_FIELDS];
  private int count;

  /**
   * Fields of whatever line the reader stands on.
   *
   * @param lines the lines
   */
  public LineFields(LineReader lines) {
    this.lines = lines;
  }

  /**
   * Cuts the present line at each separator; blanks stay in the fields.
   *
   * @param separator a byte, such as a comma
   * @return how many fields there are, 1 or more; at most 256, the last one then has the rest
   */
  public int split(char separator) {
    byte[] buffer = lines.buffer();
    int end = lines.end();
    count = 0;
    int from = lines.start();
    for (int i = from; i < end && count < MOST_FIELDS - 1; i++) {
      if (buffer[i] == separator) {
        put(from, i);
        from = i + 1;
      }
    }
    put(from, end);
    return count;
  }

  /**
   * Cuts the present line at its blanks and tabs, however many stand together.
   *
   * @return how many fields there are, 0 for a blank line; at most 256
   */
  public int splitAtBlanks() {
    byte[] buffer = lines.buffer();
    int end = lines.end();
    count = 0;
    int i = lines.start();
    while (i < end && count < MOST_FIELDS) {
      while (i < end && isBlank(buffer[i])) {
        i++;
      }
      int from = i;
      while (i < end && !isBlank(buffer[i])) {
        i++;
      }
      if (i > from) {
        put(from, i);
      }
    }
    return count;
  }

  private void put(int from, int to) {
    starts[count] = from;
    ends[count] = to;
    count++;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  /**
   * How many fields the last split found.
   *
   * @return 0 to 256
   */
  public int count() {
    return count;
  }

  /**
   * The bytes that the fields lie in.
   *
   * @return the line reader's own buffer
   */
  public byte[] buffer() {
    return lines.buffer();
  }

  /**
   * Index of a field's first byte in {@link #buffer()}.
   *
   * @param field 0 for the first
   * @return an index
   */
  public int start(int field) {
    return starts[field];
  }

  /**
   * Index past a field's last byte in {@link #buffer()}.
   *
   * @param field 0 for the first
   * @return an index
   */
  public int end(int field) {
    return ends[field];
  }

  /**
   * How long a field is.
   *
   * @param field 0 for the first
   * @return bytes
   */
  public int length(int field) {
    return ends[field] - starts[field];
  }

  /**
   * A byte of a field.
   *
   * @param field 0 for the first
   * @param index 0 for the field's first byte
   * @return 0 past the field's end
   */
  public byte at(int field, int index) {
    return index < length(field) ? lines.buffer()[starts[field] + index] : 0;
  }

  /**
   * Whether a field is a text of ASCII characters.
   *
   * @param field 0 for the first
   * @param text to compare with, case-sensitive
   * @return true if all bytes are the same
   */
  public boolean is(int field, String text) {
    return length(field) == text.length() && startsWith(field, text);
  }

  /**
   * Whether a field starts with a text of ASCII characters.
   *
   * @param field 0 for the first
   * @param text to compare with, case-sensitive
   * @return true also where there is nothing behind it
   */
  public boolean startsWith(int field, String text) {
    if (length(field) < text.length()) {
      return false;
    }
    byte[] buffer = lines.buffer();
    for (int i = 0; i < text.length(); i++) {
      if (buffer[starts[field] + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Leaves out the first bytes of a field, such as a key before its value.
   *
   * @param field 0 for the first
   * @param bytes how many, 0 to {@link #length}
   */
  public void drop(int field, int bytes) {
    starts[field] += Objects.checkIndex(bytes, length(field) + 1);
  }

  /**
   * Cuts a field in two at the first separator in it; the fields behind it move up by one.
   *
   * @param field 0 for the first
   * @param separator belongs to neither part
   * @return false if the field has none, or there are 256 fields already; nothing is cut then
   */
  public boolean cut(int field, char separator) {
    byte[] buffer = lines.buffer();
    for (int i = starts[field]; i < ends[field] && count < MOST_FIELDS; i++) {
      if (buffer[i] == separator) {
        System.arraycopy(starts, field + 1, starts, field + 2, count - field - 1);
        System.arraycopy(ends, field, ends, field + 1, count - field);
        ends[field] = i;
        starts[field + 1] = i + 1;
        count++;
        return true;
      }
    }
    return false;
  }

  /** Leaves out blanks at both ends of every field, for forms that allow them. */
  public void trim() {
    byte[] buffer = lines.buffer();
    for (int i = 0; i < count; i++) {
      while (starts[i] < ends[i] && isBlank(buffer[starts[i]])) {
        starts[i]++;
      }
      while (starts[i] < ends[i] && isBlank(buffer[ends[i] - 1])) {
        ends[i]--;
      }
    }
  }

  /**
   * A field as a whole number.
   *
   * @param field 0 for the first
   * @return 0 to 2^63 - 1, or {@link #NOT_A_NUMBER}
   */
  public long number(int field) {
    return digits(starts[field], ends[field]);
  }

  /**
   * A field in hexadecimal, with or without {@code 0x}.
   *
   * @param field 0 for the first
   * @return 0 to 2^63 - 1, or {@link #NOT_A_NUMBER}
   */
  public long hexNumber(int field) {
    int from = starts[field];
    boolean prefixed = at(field, 0) == '0' && (at(field, 1) | 0x20) == 'x';
    long value = 0;
    int i = prefixed ? from + 2 : from;
    if (i == ends[field]) {
      return NOT_A_NUMBER;
    }
    for (; i < ends[field]; i++) {
      int digit = Character.digit(lines.buffer()[i], 16);
      if (digit < 0 || value >>> 59 != 0) {
        return NOT_A_NUMBER;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /**
   * A field in seconds with up to nine decimals, as nanoseconds; further decimals are cut off.
   *
   * @param field 0 for the first
   * @return nanoseconds, or {@link #NOT_A_NUMBER}
   */
  public long secondsAsNs(int field) {
    byte[] buffer = lines.buffer();
    int point = starts[field];
    while (point < ends[field] && buffer[point] != '.') {
      point++;
    }
    long seconds = digits(starts[field], point);
    if (seconds < 0 || seconds > Long.MAX_VALUE / 1_000_000_000L - 1) {
      return NOT_A_NUMBER;
    }
    long ns = 0;
    int first = point + 1;
    for (int i = 0; i < NANO_DIGITS; i++) {
      int digit = first + i < ends[field] ? buffer[first + i] - '0' : 0;
      if (digit < 0 || digit > 9) {
        return NOT_A_NUMBER;
      }
      ns = ns * 10 + digit;
    }
    for (int i = first + NANO_DIGITS; i < ends[field]; i++) {
      if (buffer[i] < '0' || buffer[i] > '9') {
        return NOT_A_NUMBER;
      }
    }
    return point == ends[field] - 1 ? NOT_A_NUMBER : seconds * 1_000_000_000L + ns;
  }

  private long digits(int from, int to) {
    if (to - from > MOST_DIGITS || to <= from) {
      return NOT_A_NUMBER;
    }
    byte[] buffer = lines.buffer();
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = buffer[i] - '0';
      if (digit < 0 || digit > 9) {
        return NOT_A_NUMBER;
      }
      value = value * 10 + digit;
    }
    // 19 digits can pass 2^63, and are then negative; they cannot pass 2^64.
    return value < 0 ? NOT_A_NUMBER : value;
  }

  /**
   * A field as text, for names and messages.
   *
   * @param field 0 for the first
   * @return one character for each byte
   */
  public String text(int field) {
    return new String(lines.buffer(), starts[field], length(field), StandardCharsets.ISO_8859_1);
  }

  /**
   * An error at a field.
   *
   * @param field 0 for the first
   * @param expected what would have been right
   * @return the error, to be thrown
   */
  public TraceFormatException fault(int field, String expected) {
    return lines.fault(expected, Quoted.text(text(field)));
  }
}

package dev.dirtybench.workloads;

import java.util.List;

/** The limits of what stands in the {@code #} lines of the CSV form. */
public final class CommentLine {
  /** Bytes in a line of a file, its end excluded; longer ones are refused, not buffered. */
  public static final int MAX_LINE_BYTES = 4096;

  /** Comments in a file. */
  public static final int MAX_COUNT = 1000;

  /** Keys with a meaning of their own. */
  public static final List<String> RESERVED_KEYS =
      List.of("name", "device_size_bytes", "source", "operations", "columns");

  /** Three bytes each at most, and a key: always within {@link #MAX_LINE_BYTES}. */
  public static final int MAX_CHARS = 1000;

  private CommentLine() {}

  /** The key of {@code key: value}, or null. */
  public static String keyOf(String line) {
    int colon = line.indexOf(':');
    return colon < 0 ? null : line.substring(0, colon).strip();
  }

  public static boolean isReserved(String line) {
    String key = keyOf(line);
    return key != null && RESERVED_KEYS.contains(key);
  }

  public static boolean fits(String text) {
    return !text.isBlank()
        && text.length() <= MAX_CHARS
        && text.chars().noneMatch(Character::isISOControl);
  }

  /** The text without blanks at its ends. */
  public static String checked(String what, String text) {
    if (!fits(text)) {
      throw new IllegalArgumentException(
          "expected a "
              + what
              + " of one line, 1 to "
              + MAX_CHARS
              + " characters, found "
              + Quoted.text(text));
    }
    return text.strip();
  }
}

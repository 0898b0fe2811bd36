package dev.dirtybench.workloads.read;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The first bytes of a file, unpacked, by which its format is recognised.
 *
 * @param bytes at most {@link #MOST_BYTES}; not to be changed
 * @param whole whether the file has no more
 */
public record TraceStart(byte[] bytes, boolean whole) {
  /** How much of a file is looked at. */
  public static final int MOST_BYTES = 1 << 16;

  /**
   * The first lines as text of one byte a character, without their ends; a last line that may go on
   * behind the looked-at bytes is left out.
   *
   * @param most how many, 1 or more
   * @return none for a file without a line end in its first bytes, as binary ones are
   */
  public List<String> lines(int most) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.lastIndexOf('\n');
    String complete = whole ? text : end < 0 ? "" : text.substring(0, end);
    return complete.lines().limit(most).toList();
  }

  /**
   * Whether the file starts with some bytes.
   *
   * @param magic the bytes, as numbers 0 to 255
   * @return false also where the file is shorter
   */
  public boolean startsWith(int... magic) {
    if (bytes.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((bytes[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}

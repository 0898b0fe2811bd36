package dev.dirtybench.workloads;

import java.io.IOException;

/**
 * Thrown when a file is no write trace: says which file, where, what was expected there and what
 * was found.
 *
 * <p>The message is one line, such as {@code bad.csv.gz line 7: expected op W, Z, D or F, found
 * "X"}.
 */
public final class TraceFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final String place;
  private final String expected;
  private final String found;

  /**
   * An error.
   *
   * @param file what the reader was given
   * @param place where in the file, such as {@code line 7} or {@code record 12 at byte 576}
   * @param expected what would have been right
   * @param found what is there instead
   */
  public TraceFormatException(String file, String place, String expected, String found) {
    super(Quoted.escaped(file) + " " + place + ": expected " + expected + ", found " + found);
    this.file = file;
    this.place = place;
    this.expected = expected;
    this.found = found;
  }

  /**
   * An error with a cause.
   *
   * @param file what the reader was given
   * @param place where in the file
   * @param expected what would have been right
   * @param found what is there instead
   * @param cause what lies behind
   */
  public TraceFormatException(
      String file, String place, String expected, String found, Throwable cause) {
    this(file, place, expected, found);
    initCause(cause);
  }

  /**
   * The file, as its reader was given it.
   *
   * @return a path or a name
   */
  public String file() {
    return file;
  }

  /**
   * Where in the file it is wrong, or ended.
   *
   * @return such as {@code line 7} or {@code record 12 at byte 576}; the first line is line 1
   */
  public String place() {
    return place;
  }

  /**
   * What would have been right.
   *
   * @return a part of a sentence
   */
  public String expected() {
    return expected;
  }

  /**
   * What is there instead.
   *
   * @return a part of a sentence; text of the file stands in quotes, shortened and escaped
   */
  public String found() {
    return found;
  }
}

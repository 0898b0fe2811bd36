package dev.dirtybench.workloads;

import java.io.IOException;

/**
 * Thrown when a file is no write trace: says which file, which line, what was expected there and
 * what was found.
 *
 * <p>The message is one line, such as {@code bad.csv.gz line 7: expected op W, Z, D or F, found
 * "X"}.
 */
public final class TraceFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final long line;
  private final String expected;
  private final String found;

  TraceFormatException(String file, long line, String expected, String found) {
    super(Quoted.escaped(file) + " line " + line + ": expected " + expected + ", found " + found);
    this.file = file;
    this.line = line;
    this.expected = expected;
    this.found = found;
  }

  TraceFormatException(String file, long line, String expected, String found, Throwable cause) {
    this(file, line, expected, found);
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
   * The line that is wrong, or at which the file ended.
   *
   * @return 1 for the first line
   */
  public long line() {
    return line;
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

package dev.dirtybench.results;

import java.io.IOException;

/** Thrown when a result file is not what it should be; says file, place, expected and found. */
public final class ResultFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final String pointer;

  /**
   * Says what is wrong.
   *
   * @param file the file, or where else the JSON came from
   * @param pointer JSON pointer (RFC 6901) to the place, empty for the whole document
   * @param expected what should stand there
   * @param found what stands there
   */
  public ResultFormatException(String file, String pointer, String expected, String found) {
    super(
        file
            + ": "
            + (pointer.isEmpty() ? "" : "at " + pointer + ": ")
            + "expected "
            + expected
            + ", found "
            + found);
    this.file = file;
    this.pointer = pointer;
  }

  /**
   * The file at fault.
   *
   * @return its name, or where else the JSON came from
   */
  public String file() {
    return file;
  }

  /**
   * The place at fault.
   *
   * @return JSON pointer, empty for the whole document
   */
  public String pointer() {
    return pointer;
  }
}

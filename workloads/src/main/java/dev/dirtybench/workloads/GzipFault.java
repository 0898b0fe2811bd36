package dev.dirtybench.workloads;

import java.io.IOException;

/** What is wrong with gzip bytes; its catcher knows the file and the line. */
final class GzipFault extends IOException {
  private static final long serialVersionUID = 1L;

  private final String expected;
  private final String found;

  GzipFault(String expected, String found) {
    super("expected " + expected + ", found " + found);
    this.expected = expected;
    this.found = found;
  }

  String expected() {
    return expected;
  }

  String found() {
    return found;
  }
}

package dev.dirtybench.workloads.read;

import java.io.IOException;

/** What is wrong with packed bytes; its catcher knows the file and the line. */
public final class PackedFault extends IOException {
  private static final long serialVersionUID = 1L;

  private final String expected;
  private final String found;

  public PackedFault(String expected, String found) {
    super("expected " + expected + ", found " + found);
    this.expected = expected;
    this.found = found;
  }

  public String expected() {
    return expected;
  }

  public String found() {
    return found;
  }
}

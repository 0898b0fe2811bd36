package dev.dirtybench.qcow2.testsupport;

import java.util.List;

/**
 * How a program ended.
 *
 * @param command what was run
 * @param exitCode its exit code; 128 and the signal's number if it was killed
 * @param output what it wrote to standard output
 * @param errors what it wrote to standard error
 */
public record ToolResult(List<String> command, int exitCode, String output, String errors) {
  /** Copies the list. */
  public ToolResult {
    command = List.copyOf(command);
  }

  /**
   * Insists on an exit code.
   *
   * @param expected the exit code
   * @return this
   */
  public ToolResult expect(int expected) {
    if (exitCode != expected) {
      throw new AssertionError("expected exit code " + expected + " of " + this);
    }
    return this;
  }

  @Override
  public String toString() {
    return String.join(" ", command)
        + " (exit code "
        + exitCode
        + ")\n"
        + output.strip()
        + "\n"
        + errors.strip();
  }
}

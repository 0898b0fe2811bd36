package dev.dirtybench.benchmarks.gate;

import dev.dirtybench.benchmarks.run.ChildProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program that was run to its end.
 *
 * @param lines what it printed
 * @param failure its exit code and last lines, or null if it ended well
 */
record Fork(List<String> lines, String failure) {
  static Fork run(List<String> command) throws IOException, InterruptedException {
    return run(command, Map.of());
  }

  /** Runs a program with more in its environment. */
  static Fork run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    String failure = ChildProcess.run(command, environment, lines::add);
    return new Fork(lines, failure);
  }
}

package dev.dirtybench.benchmarks.gate;

import dev.dirtybench.benchmarks.run.ChildProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that was run to its end.
 *
 * @param lines what it printed
 * @param failure its exit code and last lines, or null if it ended well
 */
record Fork(List<String> lines, String failure) {
  static Fork run(List<String> command) throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    String failure = ChildProcess.run(command, lines::add);
    return new Fork(lines, failure);
  }
}

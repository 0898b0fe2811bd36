package dev.dirtybench.benchmarks.gate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A JVM that was run to its end.
 *
 * @param lines what it printed
 * @param failure its last lines, or null if it ended well
 */
record Fork(List<String> lines, String failure) {
  private static final int KEPT_LINES = 5;

  /** Runs a command. */
  static Fork run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      List<String> lines = new ArrayList<>();
      Deque<String> last = new ArrayDeque<>();
      try (var reader =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          lines.add(line);
          last.addLast(line);
          if (last.size() > KEPT_LINES) {
            last.removeFirst();
          }
        }
      }
      int exit = process.waitFor();
      return new Fork(
          lines, exit == 0 ? null : "exit code " + exit + ": " + String.join(" | ", last));
    } finally {
      process.destroyForcibly();
    }
  }
}

package dev.dirtybench.benchmarks.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs a program to its end, with its errors among its output. */
public final class ChildProcess {
  private static final int KEPT_LINES = 5;

  private ChildProcess() {}

  /**
   * Runs a program; ends it if this thread fails meanwhile.
   *
   * @param command its words
   * @param lines takes each line that it prints
   * @return null if it ended well, else its exit code and last lines
   * @throws IOException if it cannot be started or read
   * @throws InterruptedException if the thread is interrupted
   */
  public static String run(List<String> command, Consumer<String> lines)
      throws IOException, InterruptedException {
    return run(command, Map.of(), lines);
  }

  /**
   * Runs a program with more in its environment.
   *
   * @param command its words
   * @param environment what is added to this process's
   * @param lines takes each line that it prints
   * @return null if it ended well, else its exit code and last lines
   * @throws IOException if it cannot be started or read
   * @throws InterruptedException if the thread is interrupted
   */
  public static String run(
      List<String> command, Map<String, String> environment, Consumer<String> lines)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      Deque<String> last = new ArrayDeque<>();
      try (var reader =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          lines.accept(line);
          LastLines.keep(last, line, KEPT_LINES);
        }
      }
      int exit = process.waitFor();
      return exit == 0 ? null : "exit code " + exit + ": " + String.join(" | ", last);
    } finally {
      process.destroyForcibly();
    }
  }
}

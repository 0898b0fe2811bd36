package dev.dirtybench.benchmarks.slice;

import dev.dirtybench.benchmarks.run.LastLines;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** An arm in another JVM, which runs {@link TurnMain}. */
final class RemoteArm implements TimedArm, AutoCloseable {
  private static final int KEPT_LINES = 5;

  private final Process process;
  private final BufferedReader answers;
  private final Writer commands;
  private final Deque<String> last = new ArrayDeque<>();

  /**
   * Starts the JVM, and does not wait for it.
   *
   * @param command that runs {@link TurnMain}
   * @param environment what is added to this process's
   */
  RemoteArm(List<String> command, Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    process = builder.start();
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    commands =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
  }

  /** Waits until its cell is prepared. */
  void awaitReady() {
    answer();
  }

  @Override
  public long time(long passes) {
    return Long.parseLong(ask("time " + passes));
  }

  @Override
  public void rebuild() {
    ask("rebuild");
  }

  @Override
  public long compileMillis() {
    return Long.parseLong(ask("compiled"));
  }

  /** A hash of the result of one more pass. */
  String digest() {
    return ask("digest");
  }

  private String ask(String command) {
    try {
      commands.write(command);
      commands.write('\n');
      commands.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(new IOException("the fork is gone: " + rest(), e));
    }
    return answer();
  }

  /** The next answer; what the JVM says of its own accord is kept for a failure's message. */
  private String answer() {
    try {
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        if (line.startsWith(TurnMain.MARK)) {
          return line.substring(TurnMain.MARK.length());
        }
        LastLines.keep(last, line, KEPT_LINES);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new UncheckedIOException(new IOException("the fork ended: " + rest()));
  }

  private String rest() {
    answers.lines().forEach(line -> LastLines.keep(last, line, KEPT_LINES));
    return String.join(" | ", last);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

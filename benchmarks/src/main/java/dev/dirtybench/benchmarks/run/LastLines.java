package dev.dirtybench.benchmarks.run;

import java.util.Deque;

/**
 * The last lines of a process's output that say something to a user: no stack frames, no blanks.
 */
public final class LastLines {
  private LastLines() {}

  /**
   * Keeps a line, if it says something.
   *
   * @param last the lines kept so far, the oldest first
   * @param line the next one
   * @param most how many to keep
   */
  public static void keep(Deque<String> last, String line, int most) {
    String text = line.strip();
    if (text.isEmpty() || text.startsWith("at ") || text.startsWith("... ")) {
      return;
    }
    last.addLast(text);
    if (last.size() > most) {
      last.removeFirst();
    }
  }
}

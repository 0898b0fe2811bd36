package dev.dirtybench.benchmarks.run;

import java.util.Deque;

/**
 * The last lines of a process's output that say something to a user: no stack frames, no blanks.
 */
final class LastLines {
  private LastLines() {}

  static void keep(Deque<String> last, String line, int most) {
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

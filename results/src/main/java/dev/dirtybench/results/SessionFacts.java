package dev.dirtybench.results;

import java.util.List;

/**
 * The session of a run: the same cells were measured in the same rounds in several JVMs, a fork in
 * each in turns, and each JVM has a run of its own.
 *
 * @param id the same in all runs of the session, and in no other
 * @param label what the run's JVM is called among them, such as {@code jdk25}
 * @param index place of the run in {@code runs}, from 1
 * @param runs names of the run folders of the session
 */
public record SessionFacts(String id, String label, int index, List<String> runs) {
  /** Checks the range and copies the list. */
  public SessionFacts {
    runs = List.copyOf(runs);
    if (index < 1 || index > runs.size()) {
      throw new IllegalArgumentException(
          "a run must be 1 to " + runs.size() + " of its session, got " + index);
    }
  }
}

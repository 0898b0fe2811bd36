package dev.dirtybench.results.gate;

import java.util.List;

/**
 * The cells that only one of two arms has: never left out silently.
 *
 * @param missing cells of A that B has not: what was gated is gated no more
 * @param added cells of B that A has not: nothing to compare them with yet
 */
public record Coverage(List<String> missing, List<String> added) {
  /** Both arms have the same cells. */
  public static final Coverage SAME = new Coverage(List.of(), List.of());

  /** Copies the lists. */
  public Coverage {
    missing = List.copyOf(missing);
    added = List.copyOf(added);
  }
}

package dev.dirtybench.benchmarks.gate;

import dev.dirtybench.results.gate.SharpRules;
import java.util.List;
import java.util.Set;

/**
 * What a gate counts beside the times.
 *
 * @param kinds which kinds of counts
 * @param exact metrics of foreign benchmarks that must stay the same
 * @param rules by which is judged
 */
public record SharpChoice(Set<Kind> kinds, List<String> exact, SharpRules rules) {
  /** What can be counted. */
  public enum Kind {
    /** Bytes allocated per operation, by JMH's profiler, in forks of their own. */
    ALLOCATION,
    /** What an operation leaves; of this program's cells. */
    DIGEST,
    /** Heap, off-heap and serialised bytes of the bitmaps; of this program's cells. */
    FOOTPRINT
  }

  /** Copies the collections. */
  public SharpChoice {
    kinds = Set.copyOf(kinds);
    exact = List.copyOf(exact);
  }
}

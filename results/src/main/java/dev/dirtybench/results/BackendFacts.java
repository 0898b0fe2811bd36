package dev.dirtybench.results;

import java.util.List;
import java.util.Optional;

/**
 * A backend that was measured.
 *
 * @param name its name
 * @param version version of its library, or of the project
 * @param capabilities what its provider states
 * @param maxBits the largest bitmap it holds, in bits
 */
public record BackendFacts(String name, String version, List<String> capabilities, long maxBits) {
  /** Stands at a peer's name, or at the best cell of a row if a peer has it. */
  public static final String PEER_MARK = "\u2020";

  private static final String KEEPS_NOTHING = "KEEPS_NOTHING";
  private static final String COPIES_WORDS = "COPIES_WORDS";
  private static final String REFERENCE = "REFERENCE";
  private static final String PEER = "PEER";

  /** Copies the list. */
  public BackendFacts {
    capabilities = List.copyOf(capabilities);
  }

  /**
   * Whether it is another library's, measured beside ours: where it is the best, that is a loss.
   *
   * @return true if so
   */
  public boolean peer() {
    return capabilities.contains(PEER);
  }

  /**
   * What it shows beside the others if it is a yardstick and no contender.
   *
   * @return a sentence about it without its subject, such as {@code keeps nothing: ...}; empty for
   *     a contender
   */
  public Optional<String> yardstick() {
    if (capabilities.contains(COPIES_WORDS)) {
      return Optional.of(
          "copies all words in bulk and looks at none: the roof, unless words are left out.");
    }
    if (capabilities.contains(KEEPS_NOTHING)) {
      return Optional.of("keeps nothing: what the replay itself takes, in all columns.");
    }
    if (capabilities.contains(REFERENCE)) {
      return Optional.of("is the plainest loops over all words: a floor to be seen beside.");
    }
    return Optional.empty();
  }
}

package dev.dirtybench.results;

import java.util.List;

/**
 * A backend that was measured.
 *
 * @param name its name
 * @param version version of its library, or of the project
 * @param capabilities what its provider states
 * @param maxBits the largest bitmap it holds, in bits
 */
public record BackendFacts(String name, String version, List<String> capabilities, long maxBits) {
  /** Copies the list. */
  public BackendFacts {
    capabilities = List.copyOf(capabilities);
  }
}

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
  private static final String KEEPS_NOTHING = "KEEPS_NOTHING";

  /** Copies the list. */
  public BackendFacts {
    capabilities = List.copyOf(capabilities);
  }

  /**
   * Whether it is no bitmap but the floor under those that are: what measuring itself takes.
   *
   * @return true if it states so
   */
  public boolean keepsNothing() {
    return capabilities.contains(KEEPS_NOTHING);
  }
}

package dev.dirtybench.benchmarks.run;

import dev.dirtybench.spi.Capability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** How thoroughly a run measures. */
public enum Profile {
  /** Shows that everything works. */
  SMOKE("smoke", 1, 1, 100, 2, 50, "one recording, in about 80 seconds: does everything work?"),
  /** The default. */
  QUICK("quick", 1, 2, 135, 3, 135, "every recording, one fork a cell, at most 5 minutes"),
  /** For results that others may quote. */
  STANDARD("standard", 5, 3, 350, 5, 200, "five forks a cell, at most 45 minutes"),
  /** For a night. */
  FULL(
      "full",
      12,
      5,
      1000,
      5,
      1000,
      "twelve forks a cell, also at 4K and 1M, every backend, images of many sizes, a night and more");

  private static final Set<Capability> ASIDE =
      Set.of(
          Capability.MEMORY_MAPPED,
          Capability.CONCURRENT_WRITERS,
          Capability.VARIANT,
          Capability.PEER);

  private final String label;
  private final Effort effort;
  private final String description;

  Profile(
      String label,
      int forks,
      int warmupIterations,
      int warmupMillis,
      int iterations,
      int iterationMillis,
      String description) {
    this.label = label;
    this.effort = new Effort(forks, warmupIterations, warmupMillis, iterations, iterationMillis);
    this.description = description;
  }

  /**
   * The name on the command line.
   *
   * @return lower case
   */
  public String label() {
    return label;
  }

  /**
   * How much it measures in each cell, unless a budget says otherwise.
   *
   * @return rounds and iterations
   */
  public Effort effort() {
    return effort;
  }

  /**
   * One line for a list.
   *
   * @return plain text
   */
  public String description() {
    return description;
  }

  /**
   * The granularities that it measures unless told otherwise.
   *
   * @return as {@code Granularity.parse} reads them
   */
  public List<String> granularities() {
    return this == FULL ? List.of("4K", "64K", "1M") : List.of("64K");
  }

  /**
   * Whether it measures a backend unless told otherwise. All but the whole one leave out those made
   * for a purpose of their own, a mapped file or several writers at once, variants, and peers.
   *
   * @param stated by the backend
   * @return true if so
   */
  public boolean takes(Set<Capability> stated) {
    return this == FULL || Collections.disjoint(stated, ASIDE);
  }

  /**
   * The random bits of which images are measured unless told otherwise: sizes and densities, for
   * which quicker profiles have no time.
   *
   * @return as {@code Subject.open} takes them
   */
  public List<String> randomBits() {
    List<String> specs = new ArrayList<>();
    if (this == FULL) {
      for (String size : List.of("2M", "64M", "512M")) {
        for (String density : List.of("0.01", "0.5", "1")) {
          specs.add("bits-" + size + "-" + density);
        }
      }
    }
    return specs;
  }

  /**
   * The profile of a name.
   *
   * @param label as {@link #label()}
   * @return the profile
   * @throws IllegalArgumentException naming the known ones
   */
  public static Profile of(String label) {
    for (Profile profile : values()) {
      if (profile.label.equals(label)) {
        return profile;
      }
    }
    throw new IllegalArgumentException(
        "unknown profile \""
            + label
            + "\", expected one of "
            + String.join(", ", Arrays.stream(values()).map(Profile::label).toList()));
  }
}

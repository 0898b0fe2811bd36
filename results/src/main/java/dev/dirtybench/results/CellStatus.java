package dev.dirtybench.results;

import java.util.Locale;

/** What became of a cell. */
public enum CellStatus {
  /** It has values. */
  MEASURED,
  /** It was not run, for a known reason: the backend cannot hold the disk, for example. */
  SKIPPED,
  /** It was run and gave no values: its fork died, for example. */
  FAILED;

  /**
   * The status as files and tables spell it.
   *
   * @return the name in lower case
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package dev.dirtybench.results;

/**
 * What a run knows of one timed cell, or of a footprint that could not be taken.
 *
 * @param key which cell
 * @param status what became of it
 * @param reason why it was skipped or failed, the last lines of its output included; else null
 * @param measurement its values if it was measured; else null
 * @param digest digest of what the operation left, equal to the oracle's; null where none was taken
 */
public record CellResult(
    CellKey key, CellStatus status, String reason, Measurement measurement, String digest) {

  /** Checks that a measured cell has values and any other one a reason. */
  public CellResult {
    boolean measured = status == CellStatus.MEASURED;
    if (measured != (measurement != null) || measured != (reason == null)) {
      throw new IllegalArgumentException(
          "a measured cell must have values and no reason, any other a reason and no values, got "
              + status.label()
              + " with reason "
              + reason
              + " ("
              + key
              + ")");
    }
    if (measured && key.operation().equals(Footprint.OPERATION)) {
      throw new IllegalArgumentException(
          "a measured footprint is a Footprint, got a timed cell (" + key + ")");
    }
    if (!measured) {
      reason = reason.strip();
      if (reason.isEmpty()) {
        throw new IllegalArgumentException(
            "a " + status.label() + " cell must say why, got a blank reason (" + key + ")");
      }
    }
  }

  /**
   * A cell with values.
   *
   * @param key which cell
   * @param measurement its values
   * @param digest digest of what the operation left, equal to the oracle's; null where none was
   *     taken
   * @return the result
   */
  public static CellResult measured(CellKey key, Measurement measurement, String digest) {
    return new CellResult(key, CellStatus.MEASURED, null, measurement, digest);
  }

  /**
   * A cell that was not run.
   *
   * @param key which cell
   * @param reason why, in one line
   * @return the result
   */
  public static CellResult skipped(CellKey key, String reason) {
    return new CellResult(key, CellStatus.SKIPPED, reason, null, null);
  }

  /**
   * A cell that was run and gave no values.
   *
   * @param key which cell
   * @param reason why: one line, then the last lines of its output if there are any
   * @return the result
   */
  public static CellResult failed(CellKey key, String reason) {
    return new CellResult(key, CellStatus.FAILED, reason, null, null);
  }

  /**
   * The reason without the output that may follow it.
   *
   * @return its first line, null if there is no reason
   */
  public String headline() {
    return reason == null ? null : reason.lines().findFirst().orElseThrow();
  }
}

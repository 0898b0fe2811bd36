package dev.dirtybench.dirty;

/** How a backup ended. */
public enum BackupOutcome {
  /** All was copied. */
  SUCCESS,
  /** Copying failed. */
  FAILURE,
  /** It was cancelled; its bitmap fares as after a failure. */
  CANCELLED
}

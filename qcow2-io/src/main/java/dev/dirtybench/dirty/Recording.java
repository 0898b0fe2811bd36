package dev.dirtybench.dirty;

/** Whether a dirty bitmap marks what the guest writes. */
public enum Recording {
  /** Guest writes are marked. */
  ENABLED,
  /** Guest writes leave no trace in it. */
  DISABLED
}

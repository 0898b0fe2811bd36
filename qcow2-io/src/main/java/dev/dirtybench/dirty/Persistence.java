package dev.dirtybench.dirty;

/** Whether a dirty bitmap outlives the process. */
public enum Persistence {
  /** Held in memory alone. */
  TRANSIENT,
  /** Kept by the node's {@link PersistentStore}. */
  PERSISTENT
}

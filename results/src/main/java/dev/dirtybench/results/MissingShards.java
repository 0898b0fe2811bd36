package dev.dirtybench.results;

/** What to do where not all shards of a run are there, or one has ended early. */
public enum MissingShards {
  /** An error. */
  REFUSED,
  /** The rest is merged, and says what is missing. */
  ALLOWED
}

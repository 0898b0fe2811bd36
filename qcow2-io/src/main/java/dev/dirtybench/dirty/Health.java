package dev.dirtybench.dirty;

/** Whether a stored bitmap can be trusted. */
public enum Health {
  /** It was stored in full. */
  CONSISTENT,
  /** It was found in use: whoever had it did not store it. It can only be removed. */
  INCONSISTENT
}

package dev.dirtybench.workloads.read;

/** How well the start of a file fits a format. */
public enum Match {
  /** It is not of the format. */
  NO,
  /** It can be of the format, but other formats look alike; taken where no other one fits. */
  POSSIBLE,
  /** It is of the format. */
  CERTAIN
}

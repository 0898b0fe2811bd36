package dev.dirtybench.workloads.read;

/** How several files of a format become one trace. */
public enum Joining {
  /** One file after the other, in the order in which they were named. */
  IN_ORDER,
  /** By the time of each record, as parts that were written at once need it. */
  BY_TIME
}

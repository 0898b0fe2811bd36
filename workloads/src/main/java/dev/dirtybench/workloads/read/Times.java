package dev.dirtybench.workloads.read;

/** What the times of a format count from. */
public enum Times {
  /** From the recording's first record, as our own forms do: kept as they are. */
  SINCE_FIRST_RECORD,
  /** From some start of each file: the first operation becomes 0, a further file goes on. */
  SINCE_START,
  /** A clock that several files share: the first operation of all becomes 0. */
  CLOCK
}

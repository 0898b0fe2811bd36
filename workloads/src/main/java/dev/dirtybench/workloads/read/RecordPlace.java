package dev.dirtybench.workloads.read;

import dev.dirtybench.workloads.TraceFormatException;

/** Where in a file a reader stands: makes errors that say so. */
public interface RecordPlace {
  /**
   * An error at the present record.
   *
   * @param expected what would have been right, a part of a sentence
   * @param found what is there instead; text of the file through {@code Quoted}
   * @return the error, to be thrown
   */
  TraceFormatException fault(String expected, String found);
}

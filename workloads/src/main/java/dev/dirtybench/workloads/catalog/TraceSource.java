package dev.dirtybench.workloads.catalog;

import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.read.TraceLoader;
import java.io.IOException;

/** A trace that is found but not read yet: can be streamed, as often as needed, or loaded. */
public interface TraceSource {
  /**
   * Starts reading.
   *
   * @return the operations from the first on; the caller closes it
   * @throws dev.dirtybench.workloads.TraceFormatException if the content is no trace
   * @throws IOException if it cannot be read
   */
  OperationStream open() throws IOException;

  /**
   * Reads all of it into memory.
   *
   * @return the trace; the remarks of the reading are its last comments
   * @throws IOException as {@link #open} and {@link TraceLoader#load} do
   */
  default WriteTrace load() throws IOException {
    try (OperationStream stream = open()) {
      return TraceLoader.load(stream);
    }
  }
}

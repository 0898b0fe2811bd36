package dev.dirtybench.workloads.write;

import dev.dirtybench.workloads.OperationBatch;
import java.io.IOException;

/** Takes the operations of a trace in order and writes them in one format; for one thread. */
public interface OperationOutput {
  /**
   * Writes all operations of a batch.
   *
   * @param batch left as it is
   * @throws IOException if they cannot be written
   */
  void write(OperationBatch batch) throws IOException;

  /**
   * Writes what stands behind the last operation; called once.
   *
   * @throws IOException if it cannot be written
   */
  void finish() throws IOException;
}

package dev.dirtybench.workloads;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * The operations of a trace in order, a batch at a time, in bounded memory; for use by one thread.
 */
public interface OperationStream extends Closeable {
  /**
   * What the trace says of itself.
   *
   * @return known before the first operation is read
   */
  TraceHead head();

  /**
   * Adds the next operations behind those that the batch holds.
   *
   * @param batch with room for one operation or more
   * @return how many were added; 0 only at the end of the trace
   * @throws TraceFormatException if the content is no trace
   * @throws IOException if it cannot be read
   */
  int read(OperationBatch batch) throws IOException;

  /**
   * Goes past operations without handing them out; forms with an index do it without reading them.
   *
   * @param count how many, 0 or more
   * @return how many were passed, fewer only at the end of the trace
   * @throws IOException as {@link #read} does
   */
  default long skip(long count) throws IOException {
    OperationBatch batch = new OperationBatch();
    long passed = 0;
    while (passed < count) {
      batch.clear();
      long left = count - passed;
      int read = read(left < batch.capacity() ? new OperationBatch((int) left) : batch);
      if (read == 0) {
        break;
      }
      passed += read;
    }
    return passed;
  }

  /**
   * What the user should know of the reading, such as what was left out; whole at the end only.
   *
   * @return a line each
   */
  List<String> remarks();
}

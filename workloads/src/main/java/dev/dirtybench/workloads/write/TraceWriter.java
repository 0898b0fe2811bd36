package dev.dirtybench.workloads.write;

import dev.dirtybench.workloads.TraceHead;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A format of write traces that can be written: one class for each, found through {@link
 * java.util.ServiceLoader}.
 *
 * <p>Has a public constructor without parameters and no state.
 */
public abstract class TraceWriter {
  /**
   * The format's name.
   *
   * @return lower-case letters, digits and hyphens; that of the reader where there is one
   */
  public abstract String format();

  /**
   * Who reads such files.
   *
   * @return one line
   */
  public abstract String summary();

  /**
   * The ending of a file's name by which the format is chosen.
   *
   * @return such as {@code .csv}
   */
  public abstract String suffix();

  /**
   * Starts a trace.
   *
   * @param out takes the bytes; closed by the caller, not by the result
   * @param head with the size of the disk
   * @return takes the operations
   * @throws IOException if the head cannot be written
   */
  public abstract OperationOutput open(OutputStream out, TraceHead head) throws IOException;
}

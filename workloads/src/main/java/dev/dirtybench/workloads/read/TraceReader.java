package dev.dirtybench.workloads.read;

import dev.dirtybench.workloads.OperationStream;
import java.io.IOException;
import java.util.List;

/**
 * A format of write traces that can be read: one class for each, found through {@link
 * java.util.ServiceLoader}, so that a reader in another jar on the class path is one like ours.
 *
 * <p>Has a public constructor without parameters and no state.
 */
public abstract class TraceReader {
  /**
   * The format's name, as it stands behind a path in {@code path:format}.
   *
   * @return lower-case letters, digits and hyphens
   */
  public abstract String format();

  /**
   * What writes such files.
   *
   * @return one line
   */
  public abstract String summary();

  /**
   * The settings that the format has beside those of every one.
   *
   * @return empty unless overridden
   */
  public List<ReaderSetting> settings() {
    return List.of();
  }

  /**
   * What the format's times count from.
   *
   * @return {@link Times#SINCE_START} unless overridden
   */
  public Times times() {
    return Times.SINCE_START;
  }

  /**
   * How several files become one trace.
   *
   * @return {@link Joining#IN_ORDER} unless overridden
   */
  public Joining joining() {
    return Joining.IN_ORDER;
  }

  /**
   * Whether a file is of this format, by its content.
   *
   * @param start its first bytes, unpacked
   * @return how well they fit
   */
  public abstract Match recognise(TraceStart start);

  /**
   * Opens a file.
   *
   * <p>The stream hands out the file's operations with its own times. It need not care for {@link
   * ReadOptions#skip()} and {@link ReadOptions#limit()}.
   *
   * @param input the file; the stream's {@code close} closes it
   * @param options what was asked for
   * @return a stream at its first record
   * @throws dev.dirtybench.workloads.TraceFormatException if the file's head is wrong
   * @throws IOException if it cannot be read
   */
  public abstract OperationStream open(TraceInput input, ReadOptions options) throws IOException;
}

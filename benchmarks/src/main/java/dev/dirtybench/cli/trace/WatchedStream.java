package dev.dirtybench.cli.trace;

import dev.dirtybench.cli.environment.Terminal;
import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceHead;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Shows on a terminal how far a long reading is: one line that is written over. */
final class WatchedStream implements OperationStream {
  private static final String ERASE_LINE = "\r\u001b[2K";
  private static final long FIRST_NANOS = 1_000_000_000L;
  private static final long STEP_NANOS = 250_000_000L;

  private final OperationStream stream;
  private final PrintWriter err;
  private final long start = System.nanoTime();
  private long nextNanos = FIRST_NANOS;
  private long read;
  private boolean shown;

  private WatchedStream(OperationStream stream, PrintWriter err) {
    this.stream = stream;
    this.err = err;
  }

  /** The stream itself where nobody watches. */
  static OperationStream of(OperationStream stream, PrintWriter err) {
    return Terminal.isWatched() ? new WatchedStream(stream, err) : stream;
  }

  @Override
  public TraceHead head() {
    return stream.head();
  }

  @Override
  public int read(OperationBatch batch) throws IOException {
    int count = stream.read(batch);
    read += count;
    long spent = System.nanoTime() - start;
    if (count == 0) {
      clear();
    } else if (spent >= nextNanos) {
      err.print(ERASE_LINE + line(stream.head().operations(), read, spent));
      err.flush();
      shown = true;
      nextNanos = spent + STEP_NANOS;
    }
    return count;
  }

  /** How far it is, and how long it will take where the whole is known. */
  static String line(long whole, long read, long spentNanos) {
    if (whole == TraceHead.UNKNOWN || whole < read) {
      return String.format(
          Locale.ROOT, "%,d operations, %,.0f a second", read, read / (spentNanos / 1e9));
    }
    long seconds = Math.round((double) spentNanos / read * (whole - read) / 1e9);
    String left = seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    return String.format(
        Locale.ROOT,
        "%,d of %,d operations, %d %%, %s left",
        read,
        whole,
        read * 100 / whole,
        left);
  }

  private void clear() {
    if (shown) {
      err.print(ERASE_LINE);
      err.flush();
      shown = false;
    }
  }

  @Override
  public List<String> remarks() {
    return stream.remarks();
  }

  @Override
  public void close() throws IOException {
    clear();
    stream.close();
  }
}

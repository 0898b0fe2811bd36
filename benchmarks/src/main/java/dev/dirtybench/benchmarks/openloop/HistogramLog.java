package dev.dirtybench.benchmarks.openloop;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * The file {@code .hlog} of a run, in the form of HdrHistogram's own log: a line for each second
 * and kind of event. The latency of the writes has no tag, so that every reader shows it first.
 */
final class HistogramLog implements AutoCloseable {
  private static final double NS_PER_MS = 1e6;

  private final PrintStream stream;
  private final HistogramLogWriter writer;
  private long lastMillis;

  HistogramLog(Path file, String title, long startMillis) throws IOException {
    Files.createDirectories(file.getParent());
    stream =
        new PrintStream(
            new BufferedOutputStream(Files.newOutputStream(file)), false, StandardCharsets.UTF_8);
    writer = new HistogramLogWriter(stream);
    writer.outputComment("[" + OpenLoopResult.KIND + "; values in nanoseconds, Max in ms]");
    writer.outputComment("[" + title + "]");
    writer.outputLogFormatVersion();
    writer.outputStartTime(startMillis);
    writer.outputBaseTime(startMillis);
    writer.setBaseTime(startMillis);
    writer.outputLegend();
    lastMillis = startMillis;
  }

  /** Writes what was recorded since the last call, and empties it to the disk. */
  void write(Account account, long nowMillis) throws IOException {
    for (Latencies latencies : account.all()) {
      Histogram interval = latencies.takeInterval();
      if (interval.getTotalCount() > 0) {
        interval.setStartTimeStamp(lastMillis);
        interval.setEndTimeStamp(nowMillis);
        writer.outputIntervalHistogram(
            (lastMillis - writer.getBaseTime()) / 1000.0,
            (nowMillis - writer.getBaseTime()) / 1000.0,
            interval,
            NS_PER_MS);
      }
    }
    lastMillis = nowMillis;
    if (stream.checkError()) {
      throw new IOException("the histogram log cannot be written");
    }
  }

  @Override
  public void close() {
    stream.close();
  }
}

package dev.dirtybench.benchmarks.run;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.format.OutputFormat;

/**
 * Keeps what a fork printed last, for the case that it dies; hands on each iteration; shows nothing
 * itself.
 */
final class ForkOutput implements OutputFormat {
  private static final int KEPT_LINES = 6;

  private final Deque<String> last = new ArrayDeque<>();
  private final StringBuilder open = new StringBuilder();
  private final IterationTaker taker;

  /** Told of each iteration, warm-up ones too, which JMH's results lack. */
  interface IterationTaker {
    void take(int number, IterationResult iteration);
  }

  ForkOutput(IterationTaker taker) {
    this.taker = taker;
  }

  /** The last lines, joined for one line of a report. */
  synchronized String lastLines() {
    LastLines.keep(last, open.toString(), KEPT_LINES);
    open.setLength(0);
    return String.join(" | ", last);
  }

  @Override
  public synchronized void print(String s) {
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c == '\n') {
        LastLines.keep(last, open.toString(), KEPT_LINES);
        open.setLength(0);
      } else {
        open.append(c);
      }
    }
  }

  @Override
  public void println(String s) {
    print(s + "\n");
  }

  @Override
  public void verbosePrintln(String s) {
    // What JMH says of itself only.
  }

  @Override
  public synchronized void write(int b) {
    print(String.valueOf((char) b));
  }

  @Override
  public void write(byte[] b) throws IOException {
    print(new String(b, java.nio.charset.StandardCharsets.UTF_8));
  }

  @Override
  public void iteration(BenchmarkParams params, IterationParams iteration, int number) {}

  @Override
  public void iterationResult(
      BenchmarkParams params, IterationParams iteration, int number, IterationResult data) {
    taker.take(number, data);
  }

  @Override
  public void startBenchmark(BenchmarkParams params) {}

  @Override
  public void endBenchmark(BenchmarkResult result) {}

  @Override
  public void startRun() {}

  @Override
  public void endRun(Collection<RunResult> results) {}

  @Override
  public void flush() {}

  @Override
  public void close() {}
}

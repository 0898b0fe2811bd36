package dev.dirtybench.benchmarks.openloop;

import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.workloads.WriteTrace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * One open-loop run in this JVM: a warm-up, then the writes at their times from a sender's thread,
 * and snapshots from a reader's. Runs once.
 */
public final class OpenLoop {
  private static final double WARMUP_RATE = 50_000;
  private static final long WARMUP_SNAPSHOT_NS = 20_000_000;
  private static final int CLOCK_READINGS = 100_000;

  private final OpenLoopSettings settings;
  private final WriteTrace trace;
  private final Arrivals arrivals;
  private final GuardedBitmaps bitmaps;
  private final NanoClock clock = new SystemClock();
  private final Account account = new Account();
  private volatile Sender sender;
  private volatile boolean stopped;

  /**
   * Prepares a run.
   *
   * @param settings what to play
   * @param trace the trace, decoded
   * @param provider the backend
   * @throws IllegalArgumentException if the trace cannot be played so
   */
  public OpenLoop(OpenLoopSettings settings, WriteTrace trace, BitmapProvider provider) {
    this.settings = settings;
    this.trace = trace;
    this.arrivals = arrivals(settings, trace);
    this.bitmaps =
        new GuardedBitmaps(provider, trace.deviceSize(), Granularity.parse(settings.granularity()));
  }

  /**
   * When the writes of a trace are due.
   *
   * @param settings hold speed or rate
   * @param trace the trace
   * @return the arrivals
   * @throws IllegalArgumentException if the trace cannot be played so
   */
  public static Arrivals arrivals(OpenLoopSettings settings, WriteTrace trace) {
    return settings.rate() > 0
        ? Arrivals.steady(trace, settings.rate())
        : Arrivals.recorded(trace, settings.speed());
  }

  /**
   * Warms up and plays; what is recorded is in the log every second.
   *
   * @param folder of the run
   * @param log name of the log file in it
   * @param digest takes the content at the end, and gives its digest
   * @return what was found
   * @throws IOException if the log cannot be written
   * @throws InterruptedException if the thread is interrupted
   */
  public OpenLoopResult run(Path folder, String log, ContentDigest digest)
      throws IOException, InterruptedException {
    warmUp();
    long clockNs = clockNs();
    bitmaps.clear();
    System.gc();
    try (HistogramLog file =
        new HistogramLog(folder.resolve(log), title(), System.currentTimeMillis())) {
      play(arrivals, lengthNs(), settings.snapshotEveryNs(), account, file);
    }
    bitmaps.content(digest);
    bitmaps.close();
    return result(log, clockNs, digest.hex());
  }

  /** What a digest must do. */
  public interface ContentDigest extends LongConsumer {
    /**
     * Ends it.
     *
     * @return its text
     */
    String hex();
  }

  /** Ends the run early; {@link #run} then returns what was found so far. */
  public void stop() {
    stopped = true;
    Sender current = sender;
    if (current != null) {
      current.stop();
    }
  }

  private String title() {
    return settings.backend() + ", " + trace.name() + ", " + settings.granularity();
  }

  private long lengthNs() {
    return settings.lengthNs() > 0 ? settings.lengthNs() : arrivals.spanNs();
  }

  /** Half without any waiting, so that the JIT sees many writes, half with all that there is. */
  private void warmUp() throws IOException, InterruptedException {
    long half = settings.warmupNs() / 2;
    Arrivals atOnce =
        new Arrivals(new long[arrivals.size()], arrivals.offsets(), arrivals.lengths(), half + 1);
    long end = clock.now() + half;
    while (clock.now() < end && !stopped) {
      play(atOnce, 1, 0, new Account(), null);
    }
    if (half > 0) {
      long snapshotNs = settings.snapshotEveryNs() > 0 ? WARMUP_SNAPSHOT_NS : 0;
      play(Arrivals.steady(trace, WARMUP_RATE), half, snapshotNs, new Account(), null);
    }
  }

  private void play(Arrivals played, long lengthNs, long snapshotNs, Account into, HistogramLog log)
      throws IOException, InterruptedException {
    Snapshots snapshots = new Snapshots(clock, bitmaps, snapshotNs, into);
    sender = new Sender(clock, played, bitmaps, snapshots);
    if (stopped) {
      return;
    }
    Worker writes = Worker.start("sender", () -> sender.play(lengthNs, into));
    Worker reads = snapshotNs == 0 ? null : Worker.start("snapshots", snapshots);
    try {
      while (!writes.endsWithin(1, TimeUnit.SECONDS)) {
        writeTo(log, into);
        if (reads != null) {
          reads.requireAlive();
        }
      }
    } finally {
      sender.stop();
      if (reads != null) {
        snapshots.stop();
        reads.join();
      }
      writes.join();
      writeTo(log, into);
    }
  }

  private static void writeTo(HistogramLog log, Account account) throws IOException {
    if (log != null) {
      log.write(account, System.currentTimeMillis());
    }
  }

  private long clockNs() {
    long start = clock.now();
    for (int i = 1; i < CLOCK_READINGS; i++) {
      clock.now();
    }
    return (clock.now() - start) / CLOCK_READINGS;
  }

  private OpenLoopResult result(String log, long clockNs, String digest) {
    return new OpenLoopResult(
        1,
        OpenLoopResult.KIND,
        settings,
        arrivals.rate(),
        account.played() * 1e9 / Math.max(1, account.elapsedNs()),
        account.elapsedNs(),
        account.mostBehindNs(),
        account.endBehindNs(),
        OpenLoopResult.state(account.endBehindNs(), account.elapsedNs(), stopped),
        clockNs,
        Percentiles.of(account.latency.total()),
        Percentiles.of(account.latencyInSnapshot.total()),
        Percentiles.of(account.service.total()),
        Percentiles.of(account.snapshot.total()),
        Percentiles.of(account.merge.total()),
        digest,
        log);
  }
}

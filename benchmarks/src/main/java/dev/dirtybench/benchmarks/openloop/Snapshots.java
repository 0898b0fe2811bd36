package dev.dirtybench.benchmarks.openloop;

import dev.dirtybench.spi.ExtentCursor;

/** The reader: freezes, merges, scans and clears the bitmap, again and again, on its own thread. */
final class Snapshots implements Runnable {
  private final NanoClock clock;
  private final GuardedBitmaps bitmaps;
  private final long everyNs;
  private final Account account;
  private final ExtentCursor cursor = new ExtentCursor();
  private volatile boolean running;
  private volatile boolean stopped;
  private long extents;

  Snapshots(NanoClock clock, GuardedBitmaps bitmaps, long everyNs, Account account) {
    this.clock = clock;
    this.bitmaps = bitmaps;
    this.everyNs = everyNs;
    this.account = account;
  }

  /** Whether one is being taken now. */
  boolean isRunning() {
    return running;
  }

  void stop() {
    stopped = true;
  }

  /** Takes the first one after the period; one that takes longer than it delays the next. */
  @Override
  public void run() {
    long next = clock.now() + everyNs;
    while (!stopped && !Thread.currentThread().isInterrupted()) {
      clock.awaitUntil(Math.min(next, clock.now() + 50_000_000L));
      if (clock.now() >= next) {
        take();
        next = Math.max(next + everyNs, clock.now());
      }
    }
  }

  /** Takes one. */
  void take() {
    running = true;
    long start = clock.now();
    bitmaps.freeze();
    long beforeMerge = clock.now();
    bitmaps.merge();
    account.merge.record(clock.now() - beforeMerge);
    cursor.reset();
    while (bitmaps.scanStep(cursor)) {
      extents++;
    }
    bitmaps.abdicate();
    account.snapshot.record(clock.now() - start);
    running = false;
  }

  /** Extents that all scans found. */
  long extents() {
    return extents;
  }
}
